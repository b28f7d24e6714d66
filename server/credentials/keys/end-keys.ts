import type { Actor } from "../../actor/actor";
import { database, type Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { type AuditEntry, audit } from "../../operation/audit";
import { isValidKey } from "./key-row";
import { asReadBy, type MadeByLine, readMadeByLine } from "./made-by-line";
import { tellOwner } from "./tell-owner";

/**
 * Why a key ended before its time: by its owner, an administrator of its customer, or a call with it; or because its owner
 * replaced the password of somebody else in whose force it was made.
 */
export type KeyEnding = "owner" | "administrator" | "itself" | "password";

/** Which keys of a web user end: a line, all, those made while a password set by somebody else was in force, or to try calls. */
type Which = { readonly line: number } | "all" | "foreign" | "trial";

/** A line of keys that has ended, with what was made by way of it and still stands, as whoever ended it may read it. */
export type EndedLine = { readonly name: string; readonly prefix: string; readonly made: MadeByLine };

/**
 * Ends keys of a web user, whole lines at once, with an entry of the history for each line, and a mail to their owner where
 * somebody else did it or something stands that was made by way of it. Call it with the owner's row held, see `holdOwner`.
 * @returns the lines that ended
 */
export async function endKeys(
  db: Queries,
  actor: Actor,
  { i_web_user, which, why, target }: EndOfKeys,
): Promise<readonly EndedLine[]> {
  const those =
    which === "all"
      ? Prisma.sql`true`
      : which === "foreign"
        ? Prisma.sql`k.credential_set_by IS NOT NULL`
        : which === "trial"
          ? Prisma.sql`k.trial`
          : Prisma.sql`k.line = ${which.line}`;
  const ended = await db.$queryRaw<Ended[]>`
    UPDATE api_keys k SET ended_at = now(), ended_why = ${why}
     WHERE k.i_web_user = ${i_web_user} AND ${isValidKey} AND ${those}
    RETURNING k.i_key, k.line, k.name, k.prefix, k.rotated_at IS NOT NULL AS rotated`;
  // of a line, the key that has no successor says what ended
  const lines = ended.filter(({ rotated }) => !rotated);
  const operation = why === "itself" ? "endOwnKey" : "endKey";
  const all: EndedLine[] = [];
  for (const { i_key, line, name, prefix } of lines) {
    await audit(db, actor, { operation, target, detail: { name, prefix, why } });
    const made = await readMadeByLine(db, line);
    all.push({ name, prefix, made: asReadBy(made, actor.access_level) });
    await tellOwner(db, actor, { i_web_user, i_key, target, name, prefix, made });
  }
  return all;
}

type Ended = {
  readonly i_key: number;
  readonly line: number;
  readonly name: string;
  readonly prefix: string;
  readonly rotated: boolean;
};

type EndOfKeys = {
  readonly i_web_user: number;
  readonly which: Which;
  readonly why: KeyEnding;
  /** the customer of the web user */
  readonly target: NonNullable<AuditEntry["target"]>;
};

/** What becomes of somebody's keys when they choose a new password: those that they made themselves stay, or end too. */
export type KeysThen = "stay" | "end";

/** Ends what a new password of its owner ends: the keys of somebody else's password, and where they said so all. */
export async function endKeysWithPassword(
  db: Queries,
  actor: Actor,
  of: Pick<EndOfKeys, "i_web_user" | "target">,
  then: KeysThen,
): Promise<void> {
  await endKeys(db, actor, { ...of, which: "foreign", why: "password" });
  if (then === "end") await endKeys(db, actor, { ...of, which: "all", why: "owner" });
}

/** A key, as its owner recognises it. */
export type KeyName = { readonly i_key: number; readonly name: string; readonly prefix: string };

/** The keys of a web user that a new password of theirs does not end. */
export async function keysThatStay(i_web_user: number): Promise<KeyName[]> {
  return await database().$queryRaw<KeyName[]>`
    SELECT k.i_key, k.name, k.prefix FROM api_keys k
     WHERE k.i_web_user = ${i_web_user} AND ${isValidKey} AND k.rotated_at IS NULL AND k.credential_set_by IS NULL
     ORDER BY k.i_key DESC`;
}
