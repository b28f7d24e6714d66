import { feature } from "@/attributes/kinds/boolean";
import { readInt } from "@/attributes/kinds/number";
import { Refusal } from "../ground/refusal";
import { readMoment } from "../ground/time/read-time";
import { readCursor, writeCursor } from "../input/cursor";
import { byKind, oneOf, readFilter, readOptional, readRequired } from "../input/read-parameter";
import type { LedgerKind } from "../ledger/ledger";
import { operation } from "../operation/operation";
import { type Stopping, stoppedBy } from "../record/stopping";
import { timedBranch } from "../sums/timed";
import { type StatementOrder, statementOrders, statementQuery } from "./statement-query";

/** The amounts of a period, as decimal text: `closing` is `opening` and all of `sums`. */
type Figures = {
  readonly opening: string;
  readonly sums: Readonly<Record<LedgerKind, string>>;
  readonly closing: string;
};

/** A sub-customer in a statement. */
export type StatementRow = Figures & {
  readonly i_customer: number;
  /** today's; a deleted customer's last one */
  readonly name: string;
  readonly currency: string;
  /** levels between the scope and this customer, 0 for a direct sub-customer */
  readonly below: number;
  /** its parent's name: today's, or the last */
  readonly parent_name: string;
  /** today's values; null: the customer is deleted */
  readonly today: ({ readonly credit_limit: string } & Stopping) | null;
};

/** The totals of all sub-customers in one currency. */
export type StatementTotal = Figures & { readonly currency: string; readonly customers: number };

export type Statement = {
  readonly rows: readonly StatementRow[];
  readonly next: string | null;
  /** per currency, over all pages; empty in the order of the tree */
  readonly totals: readonly StatementTotal[];
  /** the kinds with a sum other than 0 for some sub-customer; like `totals` */
  readonly kinds: readonly LedgerKind[];
  /** the period is not over, or ended so recently that a booking from it may still be in progress */
  readonly provisional: boolean;
};

const most = 1_000;
const onPage = 100;

/**
 * Returns what sub-customers had when a period began, what was booked in it by kind, and what they had at its end.
 * `since` (inclusive) and `until` (exclusive) are moments of booking; `direct` (the default) leaves out everyone below
 * the direct sub-customers. It includes every sub-customer that existed in the period, even if it is deleted by now,
 * under its last name.
 *
 * Opening and closing balance are the sums booked before `since` and `until`. Because of the ledger's chain each equals
 * the balance after the last entry before that moment; the sum also holds where two concurrent bookings have their
 * times in the wrong order, since an entry's time is the start of its transaction. So opening plus sums always makes
 * closing, and one period's closing is the next one's opening. For the same reason a statement is `provisional` until
 * a minute after `until`, twice as long as a transaction may last: after that nothing can enter the period, and its
 * figures stay the same. Credit limit and state are today's.
 *
 * Sends two statements to the database. Pages by keyset: `limit` (100) and `after`. `order` is `name`, or `tree` for
 * exports: every page then costs the same, may hold fewer rows, and has no totals.
 * Source: semantics, 'Every change of balance is a ledger entry'.
 * @throws Refusal 400 a parameter is missing or cannot be read; `until` is before `since`
 */
export const getStatement = operation({
  name: "getStatement",
  needs: { about: "scope", right: null, acts: ["read"], scope: "i_wholesaler" },
  effect: "reads",
  stale: "allowed",
  input: (raw) => {
    const since = readRequired(raw, "since", readMoment);
    const until = readRequired(raw, "until", readMoment);
    // a place may have skipped a day altogether: its period is empty, and no mistake
    if (since > until) {
      throw new Refusal(400, "Parameter until must not be before since", "until", {
        key: "until_before_since",
      });
    }
    const order: StatementOrder = readFilter(raw, "order", oneOf(statementOrders)) ?? "name";
    return {
      since,
      until,
      direct: readFilter(raw, "direct", byKind(feature())) ?? true,
      order,
      limit: readOptional(raw, "limit", (value) => readInt(value, 1, most)) ?? onPage,
      cursor: readCursor(typeof raw.after === "string" ? raw.after : null),
    };
  },
  async run({ db, actor, scope, lineage, input }): Promise<Statement> {
    const branch = await timedBranch(db, scope);
    const [found] = await db.$queryRaw<[Found]>(statementQuery(branch, input, stoppedBy(actor, lineage)));
    const page = found.rows.slice(0, input.limit);
    return {
      rows: page.map(({ sort_key: _key, ...row }) => row),
      next: input.order === "tree" ? nextInTree(found) : nextByName(page, found, input.cursor?.before ?? 0),
      totals: found.totals,
      kinds: found.kinds,
      provisional: found.provisional,
    };
  },
});

type Sorted = StatementRow & { readonly sort_key: string };

type Found = {
  readonly rows: readonly Sorted[];
  /** where a full page of the tree ended; null: this is the last page */
  readonly last_path: string | null;
  readonly totals: readonly StatementTotal[];
  readonly kinds: readonly LedgerKind[];
  readonly provisional: boolean;
};

function nextInTree({ last_path }: Found): string | null {
  return last_path === null ? null : writeCursor(last_path, 0, false);
}

function nextByName(page: readonly Sorted[], { rows }: Found, before: number): string | null {
  const last = page.at(-1);
  return last && rows.length > page.length
    ? writeCursor(last.sort_key, last.i_customer, false, before + page.length)
    : null;
}
