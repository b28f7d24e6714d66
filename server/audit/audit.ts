import type { Actor } from "../actor";
import type { Queries } from "../database/client";

/** Before and after of what changed, by attribute. A secret has neither: only that it changed. */
export type Changes = Readonly<Record<string, readonly [before: unknown, after: unknown] | "secret">>;

export type AuditEntry = {
  readonly operation: string;
  /** what was acted on */
  readonly target: { readonly i_customer: number; readonly path: string; readonly name: string };
  readonly changes?: Changes;
  readonly detail?: Readonly<Record<string, unknown>>;
};

/**
 * Writes the entry of the history that belongs to a change, in the change's own transaction.
 * Who acted is kept as values of its own, since it may be deleted.
 */
export async function audit(db: Queries, actor: Actor, entry: AuditEntry): Promise<void> {
  await db.$executeRaw`
    INSERT INTO audit_log (operation, door, address, actor_customer, actor_path, actor_name, actor_login,
                           actor_i_web_user, foreign_credential, i_customer, path, name, changes, detail)
    SELECT ${entry.operation}, ${actor.door}, ${actor.address}, ${actor.i_customer},
           coalesce(max(a.path), ''), coalesce(max(a.name), ''), ${actor.login}, ${actor.i_web_user}::int,
           ${actor.foreignCredential ?? false}, ${entry.target.i_customer}, ${entry.target.path},
           ${entry.target.name}, ${JSON.stringify(entry.changes ?? {})}::jsonb,
           ${JSON.stringify(entry.detail ?? {})}::jsonb
      FROM customers a WHERE a.i_customer = ${actor.i_customer}`;
}
