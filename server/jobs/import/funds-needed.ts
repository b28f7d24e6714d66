import { type DecimalText, fromMillionths, millionths } from "@/attributes/reading/decimal";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { share } from "../../ledger/amount";
import { commitmentsOf } from "../../ledger/overcommit";
import type { CustomerRow } from "../../record/customer-row";
import type { Call } from "../acts/act";
import type { NeededFunds } from "../job/figures";
import { drawOf } from "../meaning/draw";
import type { ReadCells } from "./read-row";

/** We look at the funds of so many parents, those first from whom most is needed, and a page tells of so many. */
const [mostLooked, mostTold] = [1_000, 20];

/** How far a row raises its customer's share of the parent's funds; null: not at all */
export function raiseOf(call: Call, { values }: ReadCells, customer: CustomerRow | null): DecimalText | null {
  const raise = customer
    ? (drawOf([call], customer)?.raise ?? 0n)
    : share(values.balance ?? "0.000000", values.credit_limit ?? "0.000000");
  return raise > 0n ? fromMillionths(raise) : null;
}

/**
 * What all rows together need of the funds of each parent that has overcommit protection; where there is not enough, first. The
 * examination judges each row alone. A parent that is itself a row of the file is left out.
 */
export async function fundsNeeded(db: Queries, i_job: number): Promise<NeededFunds[]> {
  const needs = await readRows<{ i_customer: number; name: string; currency: string; needed: DecimalText }>(
    db,
    Prisma.sql`
    SELECT p.i_customer, p.name, p.base_currency AS currency, sum(r.raise)::numeric(38, 6)::text AS needed
      FROM import_rows r LEFT JOIN customers c ON c.i_customer = r.i_customer
           JOIN customers p ON p.i_customer = coalesce(c.i_wholesaler, r.i_parent)
     WHERE r.i_job = ${i_job} AND r.raise > 0 AND p.overcommit_protection
       AND (r.verdict IN ('create', 'update') OR r.problems->0->>'key' = 'overcommit')
     GROUP BY p.i_customer ORDER BY sum(r.raise) DESC, p.i_customer LIMIT ${mostLooked}::int`,
  );
  const commitments = await commitmentsOf(
    db,
    needs.map(({ i_customer }) => i_customer),
  );
  return needs
    .map((need) => {
      const can_give = commitments.get(need.i_customer)?.left ?? null;
      const enough = can_give === null || millionths(need.needed) <= millionths(can_give);
      return { ...need, reckoned: need.needed, can_give, enough };
    })
    .toSorted((one, other) => Number(one.enough) - Number(other.enough))
    .slice(0, mostTold);
}
