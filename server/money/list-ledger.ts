import { money } from "@/attributes/kinds/number";
import { text } from "@/attributes/kinds/text";
import { readCursor, writeCursor } from "../customers/cursor";
import { readId } from "../customers/read-id";
import { readPage } from "../customers/read-page";
import { byKind, oneOf, readFilter } from "../customers/read-parameter";
import { readMoment } from "../customers/read-time";
import { isWithin } from "../customers/tree";
import { Prisma } from "../database/generated/client";
import { notFound, operation } from "../operation";
import { decimalText, type StoredDecimal } from "./amount";
import { type LedgerKind, ledgerKinds } from "./ledger";

export type LedgerEntry = {
  readonly i_entry: string;
  readonly at: Date;
  readonly kind: LedgerKind;
  /** signed: below 0 for what was taken */
  readonly amount: string;
  readonly balance_before: string;
  readonly balance_after: string;
  readonly currency: string;
  readonly note: string;
  /** the day of the payment, `YYYY-MM-DD`, where it was said */
  readonly payment_date: string | null;
  /** null: somebody above the reader, 'your provider' */
  readonly by: string | null;
};

const signedMoney = byKind(money({ signed: true }));

/**
 * The ledger of the scope or of a descendant, the newest first; a deleted customer's stays readable to those above.
 * Filters: `kind`, `since` (from then on) and `until` (before then) by the time of booking, `min_amount` and
 * `max_amount` of the signed amount, `note` (has this in it, whatever the case).
 * `offset` and `limit` as everywhere; `next` is the place where a page after this one begins (`after`).
 * @throws Refusal 400 a filter that cannot be read · 404
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
  }),
  needs: { right: null, acts: ["read"], scope: "i_wholesaler" },
  writes: false,
  async run({ db, scope, input }): Promise<{ entries: LedgerEntry[]; next: string | null }> {
    // every ledger begins with an opening entry, whatever the filters leave of it
    const [opening] = await db.$queryRaw<{ path: string }[]>`
      SELECT path FROM ledger WHERE i_customer = ${input.i_customer} AND place = 1`;
    if (!opening || !isWithin(opening.path, scope.path)) throw notFound();
    const all = [Prisma.sql`l.i_customer = ${input.i_customer}`];
    if (input.cursor) all.push(Prisma.sql`l.place < ${input.cursor.id}`);
    if (input.kind) all.push(Prisma.sql`l.kind = ${input.kind}`);
    if (input.since) all.push(Prisma.sql`l.at >= ${input.since}::timestamptz`);
    if (input.until) all.push(Prisma.sql`l.at < ${input.until}::timestamptz`);
    if (input.min) all.push(Prisma.sql`l.amount >= ${input.min}::numeric`);
    if (input.max) all.push(Prisma.sql`l.amount <= ${input.max}::numeric`);
    if (input.note) all.push(Prisma.sql`strpos(lower(l.note), lower(${input.note})) > 0`);
    const rows = await db.$queryRaw<Row[]>`
      SELECT l.i_entry::text, l.at, l.kind, l.amount, l.balance_before, l.balance_after, l.currency, l.note,
             l.paid_on::text AS payment_date, l.place,
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
      next: last && rows.length > input.limit ? writeCursor("", last.place, false) : null,
    };
  },
});

type Row = Omit<LedgerEntry, "amount" | "balance_before" | "balance_after"> & {
  readonly amount: StoredDecimal;
  readonly balance_before: StoredDecimal;
  readonly balance_after: StoredDecimal;
  readonly place: number;
};
