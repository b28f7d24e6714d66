import { Prisma } from "../database/generated/client";
import { bookingColumns, changeColumns, stateAlong, stateColumns } from "./along";
import { bookingsOf, changesOf, type Happened, happenedByDifferences, happenedByRows } from "./happened";
import { stateFromRows } from "./recount";

/** A table of sums: its keys and figures, what differences add to it, and what the rows come to. */
export type Kept = {
  readonly table: string;
  readonly keys: readonly string[];
  readonly columns: readonly string[];
  readonly fromDifferences: (differences: Prisma.Sql) => Prisma.Sql;
  readonly fromRows: Prisma.Sql;
};

/** A table of sums by time, which only branches have in which much happens. */
export type Timed = Kept & { readonly of: (happened: Happened) => Prisma.Sql };

const ids = Prisma.sql`SELECT i_customer FROM timed_branches WHERE kept`;
const paths = Prisma.sql`
  SELECT t.i_customer, c.path FROM timed_branches t
    JOIN (SELECT i_customer, path FROM customers UNION ALL SELECT i_customer, path FROM deleted_customers) AS c
      ON c.i_customer = t.i_customer
   WHERE t.kept`;

function timed(table: string, keys: readonly string[], columns: readonly string[], of: Timed["of"]): Timed {
  return {
    table,
    keys,
    columns,
    of,
    fromDifferences: (differences) => of(happenedByDifferences(differences, ids)),
    fromRows: of(happenedByRows(paths)),
  };
}

/** The tables of sums by time. */
export const timedTables: readonly Timed[] = [
  timed("branch_bookings", ["i_customer", "kind", "is_day", "since", "currency"], bookingColumns, bookingsOf),
  timed("branch_changes", ["i_customer", "is_day", "since", "currency"], changeColumns, changesOf),
];

/** All tables of sums over branches. */
export const keptTables: readonly Kept[] = [
  {
    table: "branch_sums",
    keys: ["i_customer", "currency"],
    columns: stateColumns,
    fromDifferences: stateAlong,
    fromRows: stateAlong(stateFromRows),
  },
  ...timedTables,
];
