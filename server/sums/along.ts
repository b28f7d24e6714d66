import { Prisma } from "../database/generated/client";
import { idsAlong } from "../tree/tree";
import { figuresBelow, figuresDirect } from "./figures";

/** The columns of `branch_sums` and `branch_spans`, apart from their keys. */
export const stateColumns = [...figuresBelow, "direct", ...figuresDirect] as const;
export const spanColumns = [
  "amount",
  "volume",
  "entries",
  "amount_direct",
  "volume_direct",
  "entries_direct",
] as const;

/** Names of columns, for a statement. */
export function named(columns: readonly string[]): Prisma.Sql {
  return Prisma.raw(columns.join(", "));
}

/**
 * Each difference, once for each customer along its path: whether that one is its parent, or any above it. OFFSET 0 keeps what
 * only says that, such as the path, out of the rows that are sorted.
 */
export function along(differences: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT d.*, a.i_customer, a.place = d.depth - 1 AS direct, a.place < d.depth AS above
      FROM (SELECT *, ${idsAlong(Prisma.sql`path`)} AS ids, cardinality(${idsAlong(Prisma.sql`path`)}) AS depth
              FROM ${differences} AS all_of_them OFFSET 0) AS d
     CROSS JOIN LATERAL unnest(d.ids) WITH ORDINALITY AS a (i_customer, place)) AS along`;
}

/** What differences add to `branch_sums`, in its columns. */
export function stateAlong(differences: Prisma.Sql): Prisma.Sql {
  const sums = [
    ...figuresBelow.map((figure) => `sum(${figure})`),
    ...["customers", ...figuresDirect].map((figure) => `coalesce(sum(${figure}) FILTER (WHERE direct), 0)`),
  ];
  return Prisma.sql`
    SELECT i_customer, currency, ${named(sums)} FROM ${along(differences)}
     WHERE above AND currency <> '' GROUP BY i_customer, currency ORDER BY i_customer, currency`;
}
