import { feature } from "@/attributes/kinds/boolean";
import { readInt } from "@/attributes/kinds/number";
import { readCursor, writeCursor } from "../customers/cursor";
import { byKind, oneOf, readFilter, readOptional, readRequired } from "../customers/read-parameter";
import { readMoment } from "../customers/read-time";
import { type Stopping, stoppedBy } from "../customers/stopping";
import { operation } from "../operation";
import { Refusal } from "../refusal";
import type { LedgerKind } from "./ledger";
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
  /** today's; of one that was deleted, the last */
  readonly name: string;
  readonly currency: string;
  /** the levels between the scope and it, 0 for a direct sub-customer */
  readonly below: number;
  /** by whom it was or is kept: today's name, or the last */
  readonly parent_name: string;
  /** today's; null: it is deleted */
  readonly today: ({ readonly credit_limit: string } & Stopping) | null;
};

/** What all sub-customers of one currency make together. */
export type StatementTotal = Figures & { readonly currency: string; readonly customers: number };

export type Statement = {
  readonly rows: readonly StatementRow[];
  readonly next: string | null;
  /** per currency, over all pages; in the order of the tree none */
  readonly totals: readonly StatementTotal[];
  /** the kinds of which some sub-customer has a sum other than 0; as `totals` */
  readonly kinds: readonly LedgerKind[];
  /** the period is not over, or so lately that a booking which had begun in it may not be through */
  readonly provisional: boolean;
};

const most = 1_000;
const onPage = 100;

/**
 * What sub-customers had when a period began, what was booked in it by kind, and what they had when it was over.
 * `since` (from then on) and `until` (before then) are moments of booking; `direct` (the default) leaves out everyone
 * below the direct sub-customers. A sub-customer is in it if it existed in the period: one that is deleted by now
 * too, under its last name.
 *
 * Opening and closing balance are the amounts booked before `since` and `until`. The chain of a ledger makes that the
 * balance after the last entry before; adding up holds also where two bookings at once carry their times the other
 * way round than their places, since an entry's time is that of the beginning of its transaction. So opening and sums
 * always make closing, and one period's closing is the next one's opening. For the same reason a statement is
 * `provisional` until a minute after `until`, twice what a transaction may last: from then on nothing comes into the
 * period any more, and its figures are the same whenever they are asked for. Credit limit and state are today's.
 *
 * One statement to the database over the ledger. Pages by keyset: `limit` (100) and `after`; `order` is `name`, or
 * `tree`, in which a page costs the same wherever it stands, and may hold fewer rows: for exports, without totals.
 * Source: semantics, 'Every change of balance is a ledger entry'.
 * @throws Refusal 400 a parameter is missing or cannot be read; `until` is before `since`
 */
export const getStatement = operation({
  name: "getStatement",
  needs: { right: null, acts: ["read"], scope: "i_wholesaler" },
  writes: false,
  input: (raw) => {
    const since = readRequired(raw, "since", readMoment);
    const until = readRequired(raw, "until", readMoment);
    // a place may have left out a day altogether: that period is empty, and no mistake
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
    const [found] = await db.$queryRaw<[Found]>(statementQuery(scope.path, input, stoppedBy(actor, lineage)));
    const page = found.rows.slice(0, input.limit);
    return {
      rows: page.map(({ sort_key: _key, ...row }) => row),
      next: input.order === "tree" ? nextInTree(found) : nextByName(page, found),
      totals: found.totals,
      kinds: found.kinds,
      provisional: found.provisional,
    };
  },
});

type Sorted = StatementRow & { readonly sort_key: string };

type Found = {
  readonly rows: readonly Sorted[];
  /** where a full page of the tree ended; null: the tree did */
  readonly last_path: string | null;
  readonly totals: readonly StatementTotal[];
  readonly kinds: readonly LedgerKind[];
  readonly provisional: boolean;
};

function nextInTree({ last_path }: Found): string | null {
  return last_path === null ? null : writeCursor(last_path, 0, false);
}

function nextByName(page: readonly Sorted[], { rows }: Found): string | null {
  const last = page.at(-1);
  return last && rows.length > page.length ? writeCursor(last.sort_key, last.i_customer, false) : null;
}
