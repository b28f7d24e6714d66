import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import type { CellContext } from "../../files/import/cells/cell-context";
import { type NamedTargets, namedRows } from "../../files/import/cells/named-rows";
import type { TableFormat } from "../../files/import/read-table";
import { uniqueKey } from "../../ground/text/unique-key";
import type { CustomerRow } from "../../record/customer-row";
import type { ImportAct } from "../acts/import-act";
import type { ImportRow } from "./import-row";

/** A row with its cells, and the customer that it is about, if there is one. */
export type OpenRow = {
  readonly row: Pick<ImportRow, "i_parent" | "parent_row">;
  readonly cells: readonly string[];
  readonly customer: CustomerRow | null;
};

/**
 * How the cells of some rows are read: what they can name belongs to the parent of each. Looks that up in one statement for
 * each kind, and in none where no column names any.
 */
export async function cellContexts(
  db: Queries,
  act: ImportAct,
  format: TableFormat,
  rows: readonly OpenRow[],
): Promise<(row: OpenRow) => CellContext> {
  const parentOf = ({ row, customer }: OpenRow) =>
    customer ? customer.i_wholesaler : row.parent_row === null ? row.i_parent : null;
  const parents = [...new Set(rows.flatMap((row) => parentOf(row) ?? []))];
  const tariffs = act.columns.includes("i_tariff") ? await ownedBy(db, "tariffs", parents) : [];
  const groups = act.columns.includes("i_routing_group") ? await ownedBy(db, "routing_groups", parents) : [];
  const agents = await agentsOf(db, act, parents, rows);
  const named = new Map<number | null, NamedTargets>(
    [null, ...parents].map((parent) => {
      const among = (all: readonly Owned[]) => namedRows(all.filter(({ owner }) => owner === parent));
      return [parent, { tariffs: among(tariffs), routing_groups: among(groups), customers: among(agents) }];
    }),
  );
  return (row) => ({
    locale: act.locale,
    source: act.source,
    format,
    // what a new customer gets where a cell says nothing is the default
    empty: act.clears && row.customer ? "clears" : "leaves",
    named: named.get(parentOf(row)) ?? {},
    ...(row.customer ? { currency: row.customer.base_currency } : {}),
  });
}

type Owned = { readonly owner: number; readonly id: number; readonly name: string };

async function ownedBy(
  db: Queries,
  table: "tariffs" | "routing_groups",
  owners: readonly number[],
): Promise<Owned[]> {
  const id = Prisma.raw(table === "tariffs" ? "i_tariff" : "i_routing_group");
  return await readRows(
    db,
    Prisma.sql`
    SELECT i_customer AS owner, ${id} AS id, name FROM ${Prisma.raw(table)} WHERE i_customer = ANY (${[...owners]}::int[])`,
  );
}

/** The siblings that some cells name: a parent may have a hundred thousand, so that we look for these alone. */
async function agentsOf(
  db: Queries,
  { columns }: ImportAct,
  parents: readonly number[],
  rows: readonly OpenRow[],
): Promise<Owned[]> {
  const column = columns.indexOf("i_commission_agent");
  if (column === -1) return [];
  const keys = [...new Set(rows.map(({ cells }) => uniqueKey(cells[column] ?? "")))];
  return await readRows(
    db,
    Prisma.sql`
    SELECT i_wholesaler AS owner, i_customer AS id, name FROM customers
     WHERE i_wholesaler = ANY (${[...parents]}::int[]) AND name_key = ANY (${keys}::text[])`,
  );
}
