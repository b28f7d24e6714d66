import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { writeRows } from "../database/rows";
import {
  type Figure,
  figuresBelow,
  figuresDirect,
  figuresInTime,
  figuresOf,
  quarterOf,
  type State,
  type StateFigure,
  stateOfRow,
} from "./figures";

/** A change of a customer, as the statement has it that notes it. */
type Change = {
  readonly path: Prisma.Sql;
  readonly currency: Prisma.Sql;
  /** absent: the customer is new */
  readonly before?: State;
  /** absent: it goes */
  readonly after?: State;
  /** what was booked, as a ledger entry has it */
  readonly booked?: { readonly kind: Prisma.Sql; readonly amount: Prisma.Sql };
} & { readonly [Name in (typeof figuresInTime)[number]]?: Prisma.Sql };

const figures: readonly Figure[] = [...figuresBelow, ...figuresDirect, ...figuresInTime];

/**
 * The start of a statement that notes how changes move the sums of everybody above: whoever writes notes it in the same
 * transaction. What it appends locks nothing, so that no writer waits for another.
 * @param from where the changed rows come from, and which of them count
 */
export function notes(change: Change, from: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO branch_differences (path, quarter, currency, kind, amount, ${Prisma.raw(figures.join(", "))})
    SELECT ${change.path}, ${quarterOf(Prisma.sql`now()`)}, ${change.currency},
           ${change.booked?.kind ?? Prisma.sql`''`}, ${change.booked?.amount ?? Prisma.sql`0`},
           ${Prisma.join(figures.map((figure) => movedBy(change, figure)))}
      FROM ${from}`;
}

function movedBy(change: Change, figure: Figure): Prisma.Sql {
  if (isInTime(figure)) return change[figure] ?? Prisma.sql`0`;
  const [before, after] = [change.before, change.after].map((state) => state && figuresOf(state)[figure]);
  if (before && after) return Prisma.sql`${after} - ${before}`;
  return before ? Prisma.sql`- (${before})` : (after ?? Prisma.sql`0`);
}

function isInTime(figure: Figure): figure is Exclude<Figure, StateFigure> {
  return (figuresInTime as readonly Figure[]).includes(figure);
}

const row = { path: Prisma.sql`c.path`, currency: Prisma.sql`c.base_currency` };

/** Notes that a customer is there, once its row is. */
export async function noteCreated(db: Queries, i_customer: number): Promise<void> {
  const booked = { kind: Prisma.sql`'opening'`, amount: Prisma.sql`c.balance` };
  const change = { ...row, after: stateOfRow, booked };
  await writeRows(db, notes(change, Prisma.sql`customers c WHERE c.i_customer = ${i_customer}`));
}

/** Notes that a customer goes, while its row is still there, with the balance that was written off. */
export async function noteDeleted(db: Queries, i_customer: number): Promise<void> {
  await writeRows(
    db,
    Prisma.sql`
    INSERT INTO deleted_customers (i_customer, i_wholesaler, path, name, name_order, currency)
    SELECT c.i_customer, c.i_wholesaler, c.path, c.name, c.name_order, c.base_currency
      FROM customers c WHERE c.i_customer = ${i_customer}`,
  );
  const booked = {
    kind: Prisma.sql`CASE WHEN c.balance = 0 THEN '' ELSE 'write-off' END`,
    amount: Prisma.sql`- c.balance`,
  };
  const change = { ...row, before: stateOfRow, booked, deleted: Prisma.sql`1` };
  await writeRows(db, notes(change, Prisma.sql`customers c WHERE c.i_customer = ${i_customer}`));
}

/** Notes that a customer got its first block, or lost its last. */
export async function noteBlocked(
  db: Queries,
  { path, base_currency }: { readonly path: string; readonly base_currency: string },
  blocked: boolean,
): Promise<void> {
  await writeRows(
    db,
    Prisma.sql`
    INSERT INTO branch_differences (path, quarter, currency, blocked)
    VALUES (${path}, ${quarterOf(Prisma.sql`now()`)}, ${base_currency}, ${blocked ? 1 : -1})`,
  );
}
