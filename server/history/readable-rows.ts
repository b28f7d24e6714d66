import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { plannedAnew } from "../database/statement-names";
import { idsOn, type Node } from "../tree/tree";
import { inBranch } from "./branch";
import { othersPrivateLeftOut } from "./conditions";
import { entryFor, type HistoryEntry, type Row } from "./entry";
import { vendorAction, vendorResource } from "./vendor-record";

/** Reads the entries that an actor may read in a scope, of those that the conditions on `h` choose. `entryFor` says what they learn of each. */
export async function readableRows(
  db: Queries,
  actor: Actor,
  scope: Node,
  all: readonly Prisma.Sql[],
  order: Prisma.Sql,
  asRecords = false,
): Promise<Row[]> {
  const seen = Prisma.sql`${inBranch(scope)} AND ${othersPrivateLeftOut(actor)}`;
  return await readRows<Row>(
    db,
    Prisma.sql`
    SELECT ${plannedAnew} h.i_audit::text, h.at, h.operation, h.door, h.i_customer, h.path, h.name, c.base_currency AS currency,
           h.foreign_credential, s.name AS credential_set_by, h.changes, ${ownEntry(scope)} AS own, h.actor_name, h.actor_login, h.address,
           (h.detail->>'refused')::int AS refused, h.detail, h.actor_customer, h.behalf_customer, h.behalf_path,
           h.behalf_name, h.i_job, h.i_support, h.support_reference, h.support_reason
           ${asRecords ? Prisma.sql`, ${vendorAction} AS action, ${vendorResource} AS resource` : Prisma.empty}
      FROM audit_log h LEFT JOIN customers c ON c.i_customer = h.i_customer
      LEFT JOIN customers s ON s.i_customer = h.credential_set_by AND starts_with(s.path, ${scope.path})
     WHERE ${Prisma.join([seen, ...all], " AND ")} ${order}`,
  );
}

/** Whether the scope's customer, or somebody below it, made entry `h`. */
export function ownEntry({ path }: Node): Prisma.Sql {
  return Prisma.sql`starts_with(h.actor_path, ${path})`;
}

/** Whether an entry is about a customer below the direct level of the reader's. */
export function isDeep({ path }: Pick<Row, "path">, home: Node): boolean {
  return idsOn(path).length > home.depth + 2;
}

/**
 * Reads one entry as its list gives it to a reader who opened nobody, with the detail as it is stored.
 * @returns null if the reader may not read it
 */
export async function readEntry(
  db: Queries,
  actor: Actor,
  home: Node,
  at: Date,
  i_audit: bigint,
): Promise<{ readonly entry: HistoryEntry; readonly detail: unknown } | null> {
  const which = Prisma.sql`h.at = ${at} AND h.i_audit = ${i_audit}::bigint`;
  const [row] = await readableRows(db, actor, home, [which], Prisma.empty);
  return row ? { entry: entryFor(row, actor, home, isDeep(row, home)), detail: row.detail } : null;
}
