import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import type { Queries } from "../../database/client";
import type { Prisma } from "../../database/generated/client";
import { type Commitment, commitmentsOf } from "../../ledger/overcommit";
import {
  type Booked,
  type Counted,
  type Draw,
  type Figures,
  mostBelow,
  mostExamined,
  type NeededFunds,
  type Verdict,
} from "../job/figures";
import { countBelow } from "./count-below";

/** A page tells of so many parents. */
const mostParents = 20;

/**
 * Adds to the figures of an examination what it means beside the customers themselves, after `addVerdicts`: for those below them,
 * and for the funds of their parents, of which the sum is judged.
 * @param selected the condition that customer `c` is selected
 */
export async function addMeaning(
  db: Queries,
  figures: Figures,
  { verdicts, selected }: { readonly verdicts: readonly Verdict[]; readonly selected: Prisma.Sql },
): Promise<Figures> {
  return withMoney(db, await withBelow(db, figures, verdicts, selected), verdicts);
}

async function withBelow(
  db: Queries,
  figures: Figures,
  verdicts: readonly Verdict[],
  selected: Prisma.Sql,
): Promise<Figures> {
  const losing = verdicts.flatMap(({ outcome, loss, i_customer }) =>
    outcome === "changed" && loss ? [{ i_customer, loss }] : [],
  );
  // a job takes rights, or it blocks
  const what = losing[0]?.loss.what ?? figures.below?.what;
  if (!what) return figures;
  const tops = losing.map(({ i_customer, loss }): Counted => [i_customer, loss.bits]);
  const { count = 0, more = false } = figures.below ?? {};
  const found =
    tops.length === 0 || count >= mostBelow
      ? { count: 0, more }
      : await countBelow(db, what, { tops, before: figures.counted, selected });
  const { ended, examined, total } = figures;
  return {
    ...figures,
    counted: [...figures.counted, ...tops],
    below: {
      what,
      count: Math.min(mostBelow, count + found.count),
      more:
        more ||
        found.more ||
        count + found.count >= mostBelow ||
        (ended && examined >= mostExamined && total > examined),
    },
  };
}

async function withMoney(db: Queries, figures: Figures, verdicts: readonly Verdict[]): Promise<Figures> {
  const draws = verdicts.flatMap(drawn);
  const of = (amount: bigint) => reckonedFor(figures, amount);
  const booked = addedBooked(figures.booked, draws).map((sum) => ({
    ...sum,
    reckoned: of(millionths(sum.amount)),
  }));
  const needs = addedNeeds(figures.funds, draws);
  if (needs.length === 0) return { ...figures, booked };
  const ids = [...new Set(needs.map(({ i_customer }) => i_customer))];
  const [commitments, names] = await Promise.all([commitmentsOf(db, ids), findNames(db, ids)]);
  const funds = needs.map((need) => {
    const { name, base_currency } = names.get(need.i_customer) ?? { name: "", base_currency: "" };
    const reckoned = of(millionths(need.needed));
    const can_give = canGive(commitments.get(need.i_customer), need.currency === base_currency);
    return {
      ...need,
      name,
      reckoned,
      can_give,
      enough: can_give === null || millionths(reckoned) <= millionths(can_give),
    };
  });
  return { ...figures, booked, funds };
}

/** What those draw who would change, and those who are refused because there is not enough. */
function drawn(verdict: Verdict): Draw[] {
  if (!verdict.draw) return [];
  const counts =
    verdict.outcome === "changed" || (verdict.outcome === "refused" && verdict.why.key === "overcommit");
  return counts ? [verdict.draw] : [];
}

function canGive(commitment: Commitment | undefined, isSameCurrency: boolean): string | null {
  if (!commitment) return null;
  return isSameCurrency ? commitment.left : "0.000000";
}

/** The amount for all, if those who were examined need so much. */
function reckonedFor({ total, examined, ended }: Figures, amount: bigint): string {
  const isAll = examined === 0 || examined >= total || (ended && total <= examined);
  if (isAll) return fromMillionths(amount);
  const reckoned = (amount * BigInt(total)) / BigInt(examined);
  // a reckoning knows no fractions of a cent
  return fromMillionths(((reckoned + (reckoned > 0n ? cent - 1n : 0n)) / cent) * cent);
}

const cent = 10_000n;

async function findNames(db: Queries, ids: number[]) {
  const rows = await db.customer.findMany({
    where: { i_customer: { in: ids } },
    select: { i_customer: true, name: true, base_currency: true },
  });
  return new Map(rows.map((row) => [row.i_customer, row]));
}

type Need = Pick<NeededFunds, "i_customer" | "currency" | "needed">;

function addedNeeds(needs: readonly Need[], draws: readonly Draw[]): Need[] {
  const sums = new Map(needs.map((need) => [`${need.i_customer} ${need.currency}`, need]));
  for (const { parent, currency, raise } of draws) {
    const key = `${parent} ${currency}`;
    const known = sums.get(key);
    if (raise === 0n || (!known && sums.size >= mostParents)) continue;
    const needed = fromMillionths(millionths(known?.needed ?? "0.000000") + raise);
    sums.set(key, { i_customer: parent, currency, needed });
  }
  return [...sums.values()];
}

function addedBooked(
  booked: readonly Booked[],
  draws: readonly Draw[],
): Pick<Booked, "currency" | "amount">[] {
  const sums = new Map(booked.map(({ currency, amount }) => [currency, millionths(amount)]));
  for (const draw of draws)
    if (draw.booked !== 0n) sums.set(draw.currency, (sums.get(draw.currency) ?? 0n) + draw.booked);
  return [...sums].map(([currency, amount]) => ({ currency, amount: fromMillionths(amount) }));
}
