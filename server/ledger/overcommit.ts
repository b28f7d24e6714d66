import { type DecimalText, fromMillionths, millionths } from "@/attributes/reading/decimal";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { branchOf, branchSums } from "../sums/read";
import { decimalText, type StoredDecimal, share } from "./amount";
import { creditLimitInForce } from "./credit-limit-ends";

/** The parent's funds, on which its sub-customers draw. */
export type ParentFunds = {
  readonly i_customer: number;
  readonly path: string;
  readonly balance: StoredDecimal;
  readonly credit_limit: StoredDecimal;
  readonly overcommit_protection: boolean;
  readonly overcommit_limit: StoredDecimal;
  readonly base_currency: string;
};

/**
 * Locks the parent's row, so that two concurrent requests cannot pass the limit together. Call it before locking any
 * sub-customer. The credit limit is the one in force, even if an expired one is not written back yet.
 * Source: semantics, 'Overcommit'.
 */
export async function lockFunds(db: Queries, i_customer: number): Promise<ParentFunds> {
  return await fundsOf(db, i_customer, Prisma.sql`FOR NO KEY UPDATE OF p`);
}

/** Reads the same without a lock. */
export async function readFunds(db: Queries, i_customer: number): Promise<ParentFunds> {
  return await fundsOf(db, i_customer, Prisma.empty);
}

async function fundsOf(db: Queries, i_customer: number, lock: Prisma.Sql): Promise<ParentFunds> {
  const [row] = await db.$queryRaw<ParentFunds[]>`
    SELECT i_customer, path, balance, ${creditLimitInForce("p")} AS credit_limit, overcommit_protection, overcommit_limit,
           base_currency
      FROM customers p WHERE i_customer = ${i_customer} ${lock}`;
  if (!row) throw new Refusal(404, "The parent was deleted meanwhile.", "i_wholesaler", { key: "not_found" });
  return row;
}

/** A sub-customer's funds before or after a change. */
export type Held = { readonly balance: DecimalText; readonly credit_limit: DecimalText };

/**
 * Refuses to give sub-customers more than their parent has. It checks raises only.
 * @param customer the sub-customer, or only its currency for a new one
 * @param parameter named by the refusal; by default `balance` or `credit_limit`, whichever rises
 * @throws Refusal 409, with the amount that the parent can still give
 */
export async function demandCommittable(
  db: Queries,
  parent: ParentFunds,
  customer:
    | { readonly i_customer: number; readonly base_currency: string }
    | { readonly base_currency: string },
  before: Held,
  after: Held,
  parameter = millionths(after.balance) > millionths(before.balance) ? "balance" : "credit_limit",
): Promise<void> {
  const raised = share(after.balance, after.credit_limit);
  const present = share(before.balance, before.credit_limit);
  if (!parent.overcommit_protection || raised <= present) return;
  if (customer.base_currency !== parent.base_currency) {
    throw new Refusal(
      409,
      "The parent has overcommit protection: a sub-customer in another currency holds no funds.",
      parameter,
      { key: "overcommit_currency" },
    );
  }
  const left = await shareLeft(db, parent, "i_customer" in customer ? customer.i_customer : 0);
  if (raised <= left) return;
  const still = stillGiven(left, present);
  throw new Refusal(
    409,
    `Overcommit protection: ${plain(still)} ${parent.base_currency} can still be given.`,
    parameter,
    { key: "overcommit", values: { amount: still, currency: parent.base_currency } },
  );
}

/**
 * Computes how much more a parent can give a sub-customer, that is, how far its share (see `share`) may rise.
 * @returns null: no limit, because the parent has no overcommit protection
 */
export async function canGive(
  db: Queries,
  parent: ParentFunds,
  customer: Held & { readonly i_customer: number; readonly base_currency: string },
): Promise<DecimalText | null> {
  if (!parent.overcommit_protection) return null;
  if (customer.base_currency !== parent.base_currency) return stillGiven(0n, 0n);
  const left = await shareLeft(db, parent, customer.i_customer);
  return stillGiven(left, share(customer.balance, customer.credit_limit));
}

/** How much a parent with overcommit protection gave its direct sub-customers, and how much it can give in all. */
export type Commitment = {
  readonly given: DecimalText;
  readonly whole: DecimalText;
  readonly left: DecimalText;
  /** at least nine tenths are given */
  readonly nearlyUsedUp: boolean;
};

/** @returns null: no limit, because the parent has no overcommit protection */
export async function commitmentOf(db: Queries, i_customer: number): Promise<Commitment | null> {
  return (await commitmentsOf(db, [i_customer])).get(i_customer) ?? null;
}

/** The same of several, by their ids; those without overcommit protection are left out. */
export async function commitmentsOf(
  db: Queries,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Commitment>> {
  const text = (sum: Prisma.Sql) => Prisma.sql`(${sum})::numeric(38, 6)::text`;
  const rows = await readRows<CommitmentRow>(
    db,
    Prisma.sql`
    SELECT p.i_customer, ${text(Prisma.sql`p.balance + ${creditLimitInForce("p")}`)} AS funds,
           ${text(Prisma.sql`p.overcommit_limit`)} AS percent,
           ${text(sumOfShares(Prisma.sql`p.i_customer`, Prisma.sql`p.path`))} AS given
      FROM customers p WHERE p.i_customer = ANY (${[...ids]}::int[]) AND p.overcommit_protection`,
  );
  return new Map(rows.map((row) => [row.i_customer, toldCommitment(row)]));
}

type CommitmentRow = { readonly i_customer: number } & Readonly<
  Record<"funds" | "percent" | "given", DecimalText>
>;

function toldCommitment(row: CommitmentRow): Commitment {
  const [given, whole] = [millionths(row.given), committable(millionths(row.funds), millionths(row.percent))];
  return {
    given: fromMillionths(given),
    whole: fromMillionths(whole),
    left: stillGiven(whole, given),
    // nothing to give and nothing given needs no warning
    nearlyUsedUp: given > 0n && given * 10n >= whole * 9n,
  };
}

function stillGiven(left: bigint, present: bigint): DecimalText {
  return fromMillionths(left > present ? left - present : 0n);
}

/** What the shares of all others leave of the parent's funds for one sub-customer, in millionths. */
async function shareLeft(db: Queries, parent: ParentFunds, self: number): Promise<bigint> {
  const [sum] = await readRows<{ given: DecimalText }>(
    db,
    Prisma.sql`
    SELECT ((${sumOfShares(Prisma.sql`${parent.i_customer}::int`, Prisma.sql`${parent.path}::text`)})
            - coalesce((SELECT greatest(s.balance, 0) + ${creditLimitInForce("s")} FROM customers s
                         WHERE s.i_customer = ${self} AND s.i_wholesaler = ${parent.i_customer}), 0))::numeric(38, 6)::text AS given`,
  );
  const funds = millionths(decimalText(parent.balance)) + millionths(decimalText(parent.credit_limit));
  const whole = committable(funds, millionths(decimalText(parent.overcommit_limit)));
  return whole - (sum ? millionths(sum.given) : 0n);
}

/** Whether a sub-customer in another currency than its parent's holds funds. */
export async function isHeldInOthers(
  db: Queries,
  { i_customer, path, base_currency }: Pick<ParentFunds, "i_customer" | "path" | "base_currency">,
): Promise<boolean> {
  const [sum] = await readRows<{ given: DecimalText }>(
    db,
    Prisma.sql`
    SELECT (${sumOfShares(...branchOf({ i_customer, path }), Prisma.sql`<> ${base_currency}`)})::numeric(38, 6)::text AS given`,
  );
  return sum !== undefined && millionths(sum.given) > 0n;
}

/**
 * Sums the shares of a parent's sub-customers, out of the sums that are kept; raised limits that ended come off them.
 * @param which of their currencies count, as a comparison
 */
function sumOfShares(i_customer: Prisma.Sql, path: Prisma.Sql, which = Prisma.sql`<> ''`): Prisma.Sql {
  return Prisma.sql`
    SELECT coalesce(sum(b.held + b.credit), 0) - coalesce((
             SELECT sum(s.credit_limit - least(s.credit_limit, e.falls_to))
               FROM credit_limit_ends e JOIN customers s ON s.i_customer = e.i_customer
              WHERE e.at <= now() AND s.i_wholesaler = ${i_customer} AND s.base_currency ${which}), 0)
      FROM ${branchSums(i_customer, path)} AS b WHERE b.currency ${which}`;
}

/** (balance + credit limit) × (1 + overcommit limit / 100), in millionths, rounded down. */
function committable(funds: bigint, percent: bigint): bigint {
  // 100 % in millionths of a percent
  const whole = 100_000_000n;
  const scaled = funds * (whole + percent);
  return scaled >= 0n ? scaled / whole : -((-scaled + whole - 1n) / whole);
}

function plain(amount: DecimalText): string {
  return amount.replace(/(\.\d\d)0+$/, "$1");
}
