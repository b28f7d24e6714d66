import { money } from "@/attributes/kinds/number";
import { text } from "@/attributes/kinds/text";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { plannedAnew } from "../database/statement-names";
import { readMoment } from "../ground/time/read-time";
import { readCursor, writeCursor } from "../input/cursor";
import { readId } from "../input/read-id";
import { readPage } from "../input/read-page";
import { byKind, oneOf, readFilter } from "../input/read-parameter";
import { decimalText, type StoredDecimal } from "../ledger/amount";
import { type LedgerKind, type LedgerSum, ledgerKinds } from "../ledger/ledger";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";

export type LedgerEntry = {
  readonly i_entry: string;
  readonly at: Date;
  readonly kind: LedgerKind;
  /** signed: negative for charges */
  readonly amount: string;
  readonly balance_before: string;
  readonly balance_after: string;
  readonly currency: string;
  readonly note: string;
  /** the day of the payment, `YYYY-MM-DD`, if the caller said it */
  readonly payment_date: string | null;
  /** the moment of the payment, if a program said it */
  readonly payment_time: Date | null;
  /** null: somebody above the reader, 'your provider' */
  readonly by: string | null;
};

export type ListedLedger = {
  readonly entries: LedgerEntry[];
  readonly next: string | null;
  /** by kind, over all pages, in the order of `ledgerKinds`; empty unless the caller asked */
  readonly sums: readonly LedgerSum[];
  /** the ledger's customer: today's name, or the last one if it is deleted */
  readonly customer: { readonly name: string; readonly currency: string; readonly deleted: boolean };
};

const signedMoney = byKind(money({ signed: true }));

/**
 * Lists the ledger of the scope or a descendant, newest first; those above can still read a deleted customer's.
 * Filters: `kind`; `since` (inclusive) and `until` (exclusive), by the time of booking; `min_amount` and `max_amount`, by
 * the signed amount; `note`, a part of it in any letter case. `offset` and `limit` work as everywhere; `next` is the
 * value of `after` for the next page. `sums`, which only our own pages can set, adds one query for the sum of each kind.
 * @throws Refusal 400 if it cannot read a filter · 404
 */
export const listLedger = operation({
  name: "listLedger",
  input: (raw, actor) => ({
    i_customer: readId(raw, "i_customer"),
    kind: readFilter(raw, "kind", oneOf(ledgerKinds)),
    since: readFilter(raw, "since", readMoment),
    until: readFilter(raw, "until", readMoment),
    min: readFilter(raw, "min_amount", signedMoney),
    max: readFilter(raw, "max_amount", signedMoney),
    note: readFilter(raw, "note", byKind(text({ max: 1024 }))),
    ...readPage(raw, actor),
    cursor: readCursor(typeof raw.after === "string" ? raw.after : null),
    sums: raw.sums === true,
  }),
  needs: {
    about: { what: "ledger", by: ["i_customer"], whose: "own-or-below" },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  stale: "allowed",
  async run({ db, scope, input }): Promise<ListedLedger> {
    // every ledger has at least its opening entry, whatever the filters
    const [customer] = await db.$queryRaw<ListedLedger["customer"][]>`
      SELECT coalesce(c.name, e.name) AS name, e.currency, c.i_customer IS NULL AS deleted
        FROM ledger e LEFT JOIN customers c ON c.i_customer = e.i_customer
       WHERE e.i_customer = ${input.i_customer} ORDER BY e.place DESC LIMIT 1`;
    if (!customer) throw notFound();
    const all = [Prisma.sql`l.i_customer = ${input.i_customer}`];
    if (input.kind) all.push(Prisma.sql`l.kind = ${input.kind}`);
    if (input.since) all.push(Prisma.sql`l.at >= ${input.since}::timestamptz`);
    if (input.until) all.push(Prisma.sql`l.at < ${input.until}::timestamptz`);
    if (input.min) all.push(Prisma.sql`l.amount >= ${input.min}::numeric`);
    if (input.max) all.push(Prisma.sql`l.amount <= ${input.max}::numeric`);
    if (input.note) all.push(Prisma.sql`strpos(lower(l.note), lower(${input.note})) > 0`);
    const sums = input.sums ? await sumsOf(db, Prisma.join(all, " AND ")) : [];
    if (input.cursor) all.push(Prisma.sql`l.place < ${input.cursor.id}`);
    const rows = await db.$queryRaw<Row[]>`
      SELECT ${plannedAnew} l.i_entry::text, l.at, l.kind, l.amount, l.balance_before, l.balance_after, l.currency, l.note,
             l.paid_on::text AS payment_date, l.paid_at AS payment_time, l.place,
             CASE WHEN starts_with(a.path, ${scope.path}) THEN coalesce(l.actor_login, a.name) END AS by
        FROM ledger l LEFT JOIN customers a ON a.i_customer = l.actor_customer
       WHERE ${Prisma.join(all, " AND ")}
       ORDER BY l.place DESC OFFSET ${input.offset} LIMIT ${input.limit + 1}`;
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      entries: page.map(({ place: _place, ...row }) => ({
        ...row,
        amount: decimalText(row.amount),
        balance_before: decimalText(row.balance_before),
        balance_after: decimalText(row.balance_after),
      })),
      next:
        last && rows.length > input.limit
          ? writeCursor("", last.place, false, (input.cursor?.before ?? 0) + page.length)
          : null,
      sums,
      customer,
    };
  },
});

type Row = Omit<LedgerEntry, "amount" | "balance_before" | "balance_after"> & {
  readonly amount: StoredDecimal;
  readonly balance_before: StoredDecimal;
  readonly balance_after: StoredDecimal;
  readonly place: number;
};

async function sumsOf(db: Queries, condition: Prisma.Sql): Promise<LedgerSum[]> {
  const sums = await db.$queryRaw<(Omit<LedgerSum, "amount"> & { amount: StoredDecimal })[]>`
    SELECT ${plannedAnew} l.kind, count(*)::int AS entries, sum(l.amount) AS amount FROM ledger l WHERE ${condition} GROUP BY l.kind`;
  return ledgerKinds.flatMap((kind) =>
    sums.filter((sum) => sum.kind === kind).map((sum) => ({ ...sum, amount: decimalText(sum.amount) })),
  );
}
