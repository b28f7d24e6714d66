import { type DecimalText, fromMillionths, millionths } from "@/attributes/reading/decimal";
import type { Queries } from "../database/client";
import { notFound } from "../operation/demands";
import { creditLimitInForce } from "./credit-limit-ends";
import { canGive, type ParentFunds } from "./overcommit";

/** A sub-customer's funds, as a page shows them. */
export type ToldFunds = {
  readonly i_customer: number;
  readonly balance: DecimalText;
  /** the limit in force */
  readonly credit_limit: DecimalText;
  readonly available: DecimalText;
  readonly currency: string;
  /** to what the credit limit falls back by itself, and when; null: it is permanent */
  readonly ends: { readonly falls_to: DecimalText; readonly at: Date } | null;
  /** how far max(balance, 0) + credit limit may rise, by the parent's funds; null: no limit */
  readonly can_give: DecimalText | null;
  /** the name of its tariff; null: it follows its parent's */
  readonly tariff: string | null;
};

/** Reads a sub-customer's funds together with its parent's; with overcommit protection a second statement. */
export async function toldFunds(db: Queries, i_customer: number): Promise<ToldFunds> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT c.i_customer, c.balance::text, ${creditLimitInForce("c")}::text AS credit_limit, c.base_currency,
           e.falls_to::text, e.at, p.i_customer AS parent, p.path AS parent_path, p.balance AS parent_balance,
           ${creditLimitInForce("p")} AS parent_credit_limit, p.overcommit_protection, p.overcommit_limit,
           p.base_currency AS parent_currency, (SELECT t.name FROM tariffs t WHERE t.i_tariff = c.i_tariff) AS tariff
      FROM customers c JOIN customers p ON p.i_customer = c.i_wholesaler
      LEFT JOIN credit_limit_ends e ON e.i_customer = c.i_customer AND e.at > now()
     WHERE c.i_customer = ${i_customer}`;
  if (!row) throw notFound();
  const { balance, credit_limit, base_currency: currency, falls_to, at } = row;
  const parent: ParentFunds = {
    i_customer: row.parent,
    path: row.parent_path,
    balance: row.parent_balance,
    credit_limit: row.parent_credit_limit,
    overcommit_protection: row.overcommit_protection,
    overcommit_limit: row.overcommit_limit,
    base_currency: row.parent_currency,
  };
  return {
    i_customer,
    balance,
    credit_limit,
    available: fromMillionths(millionths(balance) + millionths(credit_limit)),
    currency,
    ends: falls_to === null || at === null ? null : { falls_to, at },
    can_give: await canGive(db, parent, row),
    tariff: row.tariff,
  };
}

type Row = Pick<ToldFunds, "i_customer" | "balance" | "credit_limit" | "tariff"> &
  Pick<ParentFunds, "overcommit_protection" | "overcommit_limit"> & {
    readonly base_currency: string;
    readonly falls_to: DecimalText | null;
    readonly at: Date | null;
    readonly parent: number;
    readonly parent_path: string;
    readonly parent_balance: ParentFunds["balance"];
    readonly parent_credit_limit: ParentFunds["credit_limit"];
    readonly parent_currency: string;
  };
