import { Prisma } from "../database/generated/client";
import { spanColumns, stateAlong, stateColumns } from "./along";
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

const ids = Prisma.sql`SELECT i_customer FROM timed_branches WHERE kept`;
const paths = branchesWhere(Prisma.sql`t.kept`);

/** All tables of sums over branches. */
export const keptTables: readonly Kept[] = [
  {
    table: "branch_sums",
    keys: ["i_customer", "currency"],
    columns: stateColumns,
    fromDifferences: stateAlong,
    fromRows: () => stateAlong(stateFromRows),
  },
  {
    table: "branch_spans",
    keys: ["i_customer", "kind", "is_day", "since", "currency"],
    columns: spanColumns,
    fromDifferences: (differences) => spansOf(happenedByDifferences(differences, ids)),
    fromRows: () => spansOf(happenedByRows(paths)),
  },
];
