import { Prisma } from "../database/generated/client";
import { named, spanColumns, stateAlong, stateColumns } from "./along";
import { branchesWhere, happenedByDifferences, happenedByRows, spansOf } from "./happened";
import { stateFromRows } from "./recount";

/** A table of sums: its keys and figures, what differences add to it, and what the rows come to. */
export type Kept = {
  readonly table: string;
  readonly keys: readonly string[];
  readonly columns: readonly string[];
  readonly fromDifferences: (differences: Prisma.Sql) => Prisma.Sql;
  readonly fromRows: () => Prisma.Sql;
};

/** The beginning of a statement that adds rows to a table of sums; `kept` names a row that is there. */
export function insertInto({ table, keys, columns }: Pick<Kept, "table" | "keys" | "columns">): Prisma.Sql {
  return Prisma.sql`INSERT INTO ${Prisma.raw(table)} AS kept (${named([...keys, ...columns])})`;
}

const ids = Prisma.sql`SELECT i_customer FROM timed_branches WHERE kept`;
const paths = branchesWhere(Prisma.sql`t.kept`);

/** The sums by time, of branches in which much happened. */
export const spans: Kept = {
  table: "branch_spans",
  keys: ["i_customer", "kind", "is_day", "since", "currency"],
  columns: spanColumns,
  fromDifferences: (differences) => spansOf(happenedByDifferences(differences, ids)),
  fromRows: () => spansOf(happenedByRows(paths)),
};

/** All tables of sums over branches. */
export const keptTables: readonly Kept[] = [
  {
    table: "branch_sums",
    keys: ["i_customer", "currency"],
    columns: stateColumns,
    fromDifferences: stateAlong,
    fromRows: () => stateAlong(stateFromRows),
  },
  spans,
];
