import type { Prisma } from "../database/generated/client";
import { bookingColumns, bookingsAlong, stateAlong, stateColumns, timeColumns, timesAlong } from "./along";
import { bookingsFromRows, stateFromRows, timesFromRows } from "./recount";

/** A table of sums: its keys and figures, what differences add to it, and the differences from nothing that rows are. */
export type Kept = {
  readonly table: string;
  readonly keys: readonly string[];
  readonly columns: readonly string[];
  readonly along: (differences: Prisma.Sql) => Prisma.Sql;
  readonly fromRows: Prisma.Sql;
};

/** All tables of sums over branches. */
export const keptTables: readonly Kept[] = [
  {
    table: "branch_sums",
    keys: ["i_customer", "currency"],
    columns: stateColumns,
    along: stateAlong,
    fromRows: stateFromRows,
  },
  {
    table: "branch_quarters",
    keys: ["i_customer", "quarter", "currency"],
    columns: timeColumns,
    along: timesAlong,
    fromRows: timesFromRows,
  },
  {
    table: "branch_bookings",
    keys: ["i_customer", "quarter", "currency", "kind"],
    columns: bookingColumns,
    along: bookingsAlong,
    fromRows: bookingsFromRows,
  },
];
