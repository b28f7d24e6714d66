import { readCursor, writeCursor } from "../customers/cursor";
import { readId } from "../customers/read-id";
import { isWithin } from "../customers/tree";
import { notFound, operation } from "../operation";
import { decimalText, type StoredDecimal } from "./amount";
import type { LedgerKind } from "./ledger";

export type LedgerEntry = {
  readonly i_entry: string;
  readonly at: Date;
  readonly kind: LedgerKind;
  readonly amount: string;
  readonly balance_before: string;
  readonly balance_after: string;
  readonly currency: string;
  readonly note: string;
  /** null: somebody above the reader, 'your provider' */
  readonly by: string | null;
};

const pageSize = 50;

/** The ledger of the scope or of a descendant, the newest first. @throws Refusal 404 */
export const listLedger = operation({
  name: "listLedger",
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    cursor: readCursor(typeof raw.after === "string" ? raw.after : null),
  }),
  needs: { right: null, acts: ["read"], scope: "i_wholesaler" },
  writes: false,
  async run({ db, scope, input }): Promise<{ entries: LedgerEntry[]; next: string | null }> {
    const rows = await db.$queryRaw<Row[]>`
      SELECT l.i_entry::text, l.at, l.kind, l.amount, l.balance_before, l.balance_after, l.currency, l.note, l.path,
             l.place, CASE WHEN starts_with(a.path, ${scope.path}) THEN coalesce(l.actor_login, a.name) END AS by
        FROM ledger l LEFT JOIN customers a ON a.i_customer = l.actor_customer
       WHERE l.i_customer = ${input.i_customer} AND l.place < ${input.cursor?.id ?? 2_147_483_647}
       ORDER BY l.place DESC LIMIT ${pageSize + 1}`;
    if (rows.some((row) => !isWithin(row.path, scope.path)) || (rows.length === 0 && !input.cursor)) {
      throw notFound();
    }
    const page = rows.slice(0, pageSize);
    const last = page.at(-1);
    return {
      entries: page.map(({ path: _path, place: _place, ...row }) => ({
        ...row,
        amount: decimalText(row.amount),
        balance_before: decimalText(row.balance_before),
        balance_after: decimalText(row.balance_after),
      })),
      next: last && rows.length > pageSize ? writeCursor("", last.place, false) : null,
    };
  },
});

type Row = Omit<LedgerEntry, "amount" | "balance_before" | "balance_after"> & {
  readonly amount: StoredDecimal;
  readonly balance_before: StoredDecimal;
  readonly balance_after: StoredDecimal;
  readonly path: string;
  readonly place: number;
};
