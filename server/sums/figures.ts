import { Prisma } from "../database/generated/client";

/** What the sums need of a customer, as expressions of a statement. */
export type State = {
  readonly balance: Prisma.Sql;
  readonly credit_limit: Prisma.Sql;
  /** we have told it that its balance is low */
  readonly told: Prisma.Sql;
  readonly blocked: Prisma.Sql;
};

/** It owes more than its credit limit allows. */
export function isOver({ balance, credit_limit }: Pick<State, "balance" | "credit_limit">): Prisma.Sql {
  return Prisma.sql`(${balance} + ${credit_limit} < 0)`;
}

/**
 * It can spend at most a tenth of its credit limit, or nothing if it has no limit, or less than the threshold below which we
 * tell it that its balance is low.
 */
export function isLow({ balance, credit_limit, told }: Omit<State, "blocked">): Prisma.Sql {
  const available = Prisma.sql`${balance} + ${credit_limit}`;
  return Prisma.sql`(${available} >= 0 AND (${available} <= ${credit_limit} * 0.1 OR ${told}))`;
}

/** The figures of how things are, by their column: those of everybody below, then those of direct sub-customers alone. */
export const figuresBelow = ["customers", "balance", "blocked"] as const;
export const figuresDirect = ["owed", "held", "credit", "over", "low"] as const;
/** The figures of what happens. `changes` are in the customer itself too. */
export const figuresInTime = ["deleted", "changes"] as const;

export type StateFigure = (typeof figuresBelow)[number] | (typeof figuresDirect)[number];
export type Figure = StateFigure | (typeof figuresInTime)[number];

/** What one customer adds to the sums of those above it. */
export function figuresOf(state: State): Readonly<Record<StateFigure, Prisma.Sql>> {
  const { balance, credit_limit, blocked } = state;
  return {
    customers: Prisma.sql`1`,
    balance,
    blocked: Prisma.sql`${blocked}::int`,
    owed: Prisma.sql`least(${balance}, 0)`,
    held: Prisma.sql`greatest(${balance}, 0)`,
    credit: credit_limit,
    over: Prisma.sql`${isOver(state)}::int`,
    low: Prisma.sql`${isLow(state)}::int`,
  };
}

/** The state of a row `c` of `customers`. */
export const stateOfRow: State = {
  balance: Prisma.sql`c.balance`,
  credit_limit: Prisma.sql`c.credit_limit`,
  told: Prisma.sql`EXISTS (SELECT FROM customer_preferences p WHERE p.i_customer = c.i_customer AND p.low_balance_told)`,
  blocked: Prisma.sql`EXISTS (SELECT FROM blocks b WHERE b.i_customer = c.i_customer)`,
};

/** The quarter of an hour of a moment: every zone's days and months begin with one. */
export function quarterOf(at: Prisma.Sql): Prisma.Sql {
  return spanOf("15 minutes", at);
}

/** The beginning of the day of UTC of a moment. */
export function dayOf(at: Prisma.Sql): Prisma.Sql {
  return spanOf("1 day", at);
}

function spanOf(span: string, at: Prisma.Sql): Prisma.Sql {
  // of the moment as it is stored, with milliseconds
  return Prisma.sql`date_bin(${Prisma.raw(`'${span}'`)}, (${at})::timestamptz(3), '2000-01-01T00:00:00Z'::timestamptz)`;
}
