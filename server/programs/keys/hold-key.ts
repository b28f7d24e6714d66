import type { KeyAreas } from "@/attributes/key-areas";
import { holdOwner, isValidKey } from "../../credentials/keys/key-row";
import type { Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { kindsOfTarget } from "../../operation/kinds-of-target";

/** What operations about one key need: they are for its owner, and for an ADMINISTRATOR of its customer. */
export const lookAfterOne = {
  about: { what: "key", by: ["i_key"], whose: "own" },
  right: null,
  acts: { oneself: ["own"], own: ["web_users"], below: ["web_users"] },
  scope: "none",
} as const;

/** A key that is taken now, whose owner's row is held. */
export type HeldKey = {
  readonly i_web_user: number;
  readonly name: string;
  readonly areas: KeyAreas;
  readonly networks: readonly string[];
  readonly prefix: string;
  readonly line: number;
  readonly line_confirmed_at: Date;
  readonly line_ends_at: Date;
  readonly credential_set_by: number | null;
  readonly told_days: number | null;
  readonly trial: boolean;
  /** whether it has a successor */
  readonly rotated: boolean;
};

/** Holds a key that somebody rotates or changes, by its owner's row. @throws Refusal 404 · 409 it has ended */
export async function holdKey(db: Queries, i_key: number): Promise<HeldKey> {
  const owner = await db.apiKey.findUnique({ where: { i_key }, select: { i_web_user: true } });
  if (!owner) throw kindsOfTarget.key.missing("i_key");
  await holdOwner(db, owner.i_web_user);
  const [key] = await db.$queryRaw<(HeldKey & { readonly valid: boolean })[]>`
    SELECT k.i_web_user, k.name, k.areas, k.networks, k.prefix, k.line, k.line_confirmed_at, k.line_ends_at,
           k.credential_set_by, k.told_days, k.trial, ${isValidKey} AS valid, k.rotated_at IS NOT NULL AS rotated
      FROM api_keys k WHERE k.i_key = ${i_key}`;
  if (!key) throw kindsOfTarget.key.missing("i_key");
  if (!key.valid) throw keyHasEnded();
  return key;
}

/** @returns the refusal of whatever needs a key that is still taken */
export function keyHasEnded(): Refusal {
  return new Refusal(409, "The key has ended", "i_key", { key: "key_ended" });
}
