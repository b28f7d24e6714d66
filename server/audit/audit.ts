import { type Actor, authorOf } from "../actor";
import type { Queries } from "../database/client";

/** Before and after of what changed, by attribute. A secret has neither: only that it changed. */
export type Changes = Readonly<Record<string, readonly [before: unknown, after: unknown] | "secret">>;

export type AuditEntry = {
  readonly operation: string;
  /** what was acted on; absent: the actor's own customer, of support the one that it opened */
  readonly target?: { readonly i_customer: number; readonly path: string; readonly name: string };
  readonly changes?: Changes;
  readonly detail?: Readonly<Record<string, unknown>>;
};

/**
 * Writes the entry of the history that belongs to a change, in the change's own transaction.
 * Who acted, and in whose name, is kept as values of its own, since it may be deleted.
 */
export async function audit(db: Queries, actor: Actor, entry: AuditEntry): Promise<void> {
  audited.add(db);
  const { behalf, support, credentialSetBy = null } = actor;
  const author = authorOf(actor);
  const target = entry.target ?? (support ? behalf : undefined);
  await db.$executeRaw`
    INSERT INTO audit_log (operation, door, address, actor_customer, actor_path, actor_name, actor_login,
                           actor_i_web_user, foreign_credential, credential_set_by, behalf_customer, behalf_path, behalf_name,
                           i_support, support_reference, support_reason, i_customer, path, name, changes, detail)
    SELECT ${entry.operation}, ${actor.door}, ${actor.address}, ${author.i_customer},
           coalesce(max(a.path), ''), coalesce(max(a.name), ''), ${author.login}, ${author.i_web_user}::int,
           ${credentialSetBy !== null}, ${credentialSetBy}::int,
           ${behalf?.i_customer ?? null}::int, ${behalf?.path ?? null}, ${behalf?.name ?? null},
           ${support?.i_support ?? null}::int, ${support?.reference ?? null}, ${support?.reason ?? null},
           ${target?.i_customer ?? author.i_customer}, coalesce(${target?.path ?? null}::text, max(a.path), ''),
           coalesce(${target?.name ?? null}::text, max(a.name), ''), ${JSON.stringify(entry.changes ?? {})}::jsonb,
           ${JSON.stringify(entry.detail ?? {})}::jsonb
      FROM customers a WHERE a.i_customer = ${author.i_customer}`;
}

const audited = new WeakSet<Queries>();

/** Whether a transaction has an entry of the history. */
export function hasEntry(tx: Queries): boolean {
  return audited.has(tx);
}

/**
 * Notes that somebody from above its parent opened a customer and so read its contact data. Looking through the
 * pages of one customer is one opening: the same person is noted once in a quarter of an hour.
 * The program itself reads nothing; a trusted host's calls are all noted anyway. Source: semantics, 'The tree'.
 */
export async function auditOpening(
  db: Queries,
  actor: Actor,
  target: NonNullable<AuditEntry["target"]>,
): Promise<void> {
  if (actor.door === "system" || actor.door === "trusted") return;
  const [recent] = await db.$queryRaw<{ noted: boolean }[]>`
    SELECT EXISTS (SELECT FROM audit_log
                    WHERE i_customer = ${target.i_customer} AND operation = 'getCustomerInfo'
                      AND actor_i_web_user = ${authorOf(actor).i_web_user}::int
                      AND i_support IS NOT DISTINCT FROM ${actor.support?.i_support ?? null}::int AND at > now() - interval '15 minutes') AS noted`;
  if (!recent?.noted) await audit(db, actor, { operation: "getCustomerInfo", target });
}
