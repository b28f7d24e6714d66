import type { KeyAreas } from "@/attributes/key-areas";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { hashToken } from "../../ground/keys/token";
import { notFound } from "../../operation/demands";
import { makeKeyText } from "./key-text";

/** A key to be stored. */
export type KeyToMake = {
  readonly i_web_user: number;
  readonly i_customer: number;
  readonly name: string;
  readonly areas: KeyAreas;
  readonly networks: readonly string[];
  /** the line of the key that it replaces; null: it is the first of its own */
  readonly line: number | null;
  readonly line_confirmed_at: Date;
  /** when every key of the line ends at the latest */
  readonly line_ends_at: Date;
  readonly credential_set_by: number | null;
  /** of how many days before the line's end its owner has been told */
  readonly told_days: number | null;
  /** it is for trying calls, for some minutes */
  readonly trial: boolean;
  /** the random text of the form that asks for it; null: none does */
  readonly form: string | null;
};

/** Makes a key that lasts as long as its line. @returns its text, which nothing keeps */
export async function insertKey(
  db: Queries,
  { line, networks, ...key }: KeyToMake,
): Promise<{ i_key: number; prefix: string; text: string }> {
  const { text, prefix } = makeKeyText();
  const [row] = await db.$queryRaw<{ i_key: number }[]>`
    WITH n AS MATERIALIZED (SELECT nextval('api_keys_i_key_seq')::int AS i_key)
    INSERT INTO api_keys (i_key, i_web_user, i_customer, name, areas, networks, prefix, key_hash, line,
                          line_confirmed_at, line_ends_at, expires_at, credential_set_by, told_days, trial, form_hash)
    SELECT n.i_key, ${key.i_web_user}, ${key.i_customer}, ${key.name}, ${JSON.stringify(key.areas)}::jsonb,
           ${[...networks]}::text[], ${prefix}, ${hashToken(text)}, coalesce(${line}::int, n.i_key),
           ${key.line_confirmed_at}, ${key.line_ends_at}, ${key.line_ends_at}, ${key.credential_set_by}::int,
           ${key.told_days}::int, ${key.trial}, ${key.form === null ? null : hashToken(key.form)}::text
      FROM n
    RETURNING i_key`;
  if (!row) throw new Error("an insert returns its row");
  return { i_key: row.i_key, prefix, text };
}

/** The condition that a key `k` is taken now. */
export const isValidKey = Prisma.sql`(k.ended_at IS NULL AND k.expires_at > now())`;

/**
 * Holds the row of a web user. Whoever makes, rotates or ends keys of theirs does so first: two at once wait for each other,
 * and no successor is made beside the end of its line.
 * @throws Refusal 404 they were deleted meanwhile
 */
export async function holdOwner(
  db: Queries,
  i_web_user: number,
): Promise<{ readonly password_set_by: number | null }> {
  const [user] = await db.$queryRaw<{ password_set_by: number | null }[]>`
    SELECT CASE WHEN password_foreign THEN coalesce(password_set_by, 1) END AS password_set_by
      FROM web_users WHERE i_web_user = ${i_web_user} FOR NO KEY UPDATE`;
  if (!user) throw notFound();
  return user;
}
