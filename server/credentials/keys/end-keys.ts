import type { Actor } from "../../actor/actor";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { type AuditEntry, audit } from "../../operation/audit";
import { isValidKey } from "./key-row";

/**
 * Why a key ended before its time: by its owner, an administrator of its customer, or a call with it; or because its owner
 * replaced the password of somebody else in whose force it was made.
 */
export type KeyEnding = "owner" | "administrator" | "itself" | "password";

/** Which keys of a web user end: a line, all, or those made while a password set by somebody else was in force. */
type Which = { readonly line: number } | "all" | "foreign";

/**
 * Ends keys of a web user, whole lines at once, with an entry of the history for each line. Call it with the owner's row
 * held, see `holdOwner`.
 * @returns how many lines ended
 */
export async function endKeys(
  db: Queries,
  actor: Actor,
  { i_web_user, which, why, target }: EndOfKeys,
): Promise<number> {
  const those =
    which === "all"
      ? Prisma.sql`true`
      : which === "foreign"
        ? Prisma.sql`k.credential_set_by IS NOT NULL`
        : Prisma.sql`k.line = ${which.line}`;
  const ended = await db.$queryRaw<{ name: string; prefix: string; rotated: boolean }[]>`
    UPDATE api_keys k SET ended_at = now(), ended_why = ${why}
     WHERE k.i_web_user = ${i_web_user} AND ${isValidKey} AND ${those}
    RETURNING k.name, k.prefix, k.rotated_at IS NOT NULL AS rotated`;
  // of a line, the key that has no successor says what ended
  const lines = ended.filter(({ rotated }) => !rotated);
  const operation = why === "itself" ? "endOwnKey" : "endKey";
  for (const { name, prefix } of lines)
    await audit(db, actor, { operation, target, detail: { name, prefix, why } });
  return lines.length;
}

type EndOfKeys = {
  readonly i_web_user: number;
  readonly which: Which;
  readonly why: KeyEnding;
  /** the customer of the web user */
  readonly target: NonNullable<AuditEntry["target"]>;
};
