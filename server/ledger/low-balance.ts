import type { DecimalText } from "@/attributes/reading/decimal";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { noteEvent, notesEvents } from "../events/write-event";
import { queueMail } from "../outbox/queue-mail";
import { notes } from "../sums/differences";
import type { LedgerKind } from "./ledger";

type Crossed = {
  readonly told: boolean;
  readonly available: string;
  readonly threshold: string;
  readonly currency: string;
};

/** A customer's funds as they were before the change; absent: they did not change, but the threshold did. */
export type FundsBefore = {
  readonly i_customer: number;
  readonly balance?: DecimalText;
  readonly credit_limit?: DecimalText;
};

/**
 * Notes a change of balance, credit limit or threshold in the sums of everybody above, and the event that nothing is available
 * any more; and mails the customer once when its available amount falls below its threshold, and again only after it rose above. Call it after the change, in the same
 * transaction, which holds the lock of the customer's row.
 * @param booked what was booked, if anything was
 */
export async function noteFunds(
  db: Queries,
  before: FundsBefore,
  booked?: { readonly kind: LedgerKind; readonly amount: DecimalText },
): Promise<void> {
  const [crossed] = await readRows<Crossed>(
    db,
    Prisma.sql`
    WITH funds AS (
      SELECT c.i_customer, c.path, c.name, NULL::bigint AS i_audit, c.base_currency, c.balance, c.credit_limit, p.low_balance_threshold AS threshold,
             coalesce(c.balance + c.credit_limit < p.low_balance_threshold, false) AS told,
             coalesce(${before.balance ?? null}::numeric, c.balance) AS balance_before,
             coalesce(${before.credit_limit ?? null}::numeric, c.credit_limit) AS credit_limit_before,
             coalesce(p.low_balance_told, false) AS told_before, 
             ${booked?.kind ?? ""}::text AS kind, ${booked?.amount ?? "0"}::numeric AS amount
        FROM customers c LEFT JOIN customer_preferences p ON p.i_customer = c.i_customer
       WHERE c.i_customer = ${before.i_customer}),
    noted AS (${notes(change, moved)}),
    reached AS (${notesEvents(["money.credit_limit_reached"], reached, reachedFacts)}),
    crossed AS (
      UPDATE customer_preferences p SET low_balance_told = f.told
        FROM funds f WHERE p.i_customer = f.i_customer AND f.told <> f.told_before
      RETURNING f.told, (f.balance + f.credit_limit)::text AS available, f.threshold::text, f.base_currency AS currency)
    SELECT * FROM crossed`,
  );
  if (!crossed?.told) return;
  const { available, threshold, currency } = crossed;
  const { i_customer } = before;
  await noteEvent(db, "money.low_balance", { i_customer }, { available, threshold, currency });
  await queueMail(db, {
    kind: "balance_low",
    to: { i_customer },
    values: { available, threshold, currency },
  });
}

/** Whoever had something available and has nothing left. */
const reached = Prisma.sql`(
  SELECT * FROM funds f WHERE f.balance + f.credit_limit <= 0 AND f.balance_before + f.credit_limit_before > 0) AS e`;
const reachedFacts = Prisma.sql`
  jsonb_build_object('balance', e.balance::text, 'credit_limit', e.credit_limit::text, 'currency', e.base_currency)`;

// no change of funds blocks anybody
const blocked = Prisma.sql`false`;

const change = {
  path: Prisma.sql`f.path`,
  currency: Prisma.sql`f.base_currency`,
  before: {
    balance: Prisma.sql`f.balance_before`,
    credit_limit: Prisma.sql`f.credit_limit_before`,
    told: Prisma.sql`f.told_before`,
    blocked,
  },
  after: {
    balance: Prisma.sql`f.balance`,
    credit_limit: Prisma.sql`f.credit_limit`,
    told: Prisma.sql`f.told`,
    blocked,
  },
  booked: { kind: Prisma.sql`f.kind`, amount: Prisma.sql`f.amount` },
};

const moved = Prisma.sql`
  funds f WHERE f.kind <> ''
     OR (f.balance, f.credit_limit, f.told) <> (f.balance_before, f.credit_limit_before, f.told_before)`;
