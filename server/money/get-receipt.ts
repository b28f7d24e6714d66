import { readId } from "../customers/read-id";
import { type Reader, readRequired } from "../customers/read-parameter";
import { isWithin } from "../customers/tree";
import { notFound, operation } from "../operation";
import { decimalText, type StoredDecimal } from "./amount";
import type { LedgerKind } from "./ledger";

/** An entry of the ledger as it stands on a receipt. */
export type Receipt = {
  readonly i_customer: number;
  /** as it was called then */
  readonly name: string;
  readonly i_entry: string;
  readonly at: Date;
  readonly kind: LedgerKind;
  /** signed: below 0 for what was taken */
  readonly amount: string;
  readonly currency: string;
  readonly balance_before: string;
  readonly balance_after: string;
  readonly note: string;
  /** the day of the payment, `YYYY-MM-DD`, where it was said */
  readonly payment_date: string | null;
  /** null: somebody above the reader, 'your provider' */
  readonly by: string | null;
};

/** An id that is larger than a number can be exactly; what no id can be is 0, the same as an unknown one. */
const entryId: Reader<string> = (raw) =>
  (typeof raw === "string" || typeof raw === "number") && /^\d{1,18}$/.test(String(raw)) ? String(raw) : "0";

/**
 * One entry of the ledger of the scope or of a descendant; a deleted customer's stays readable to those above.
 * @throws Refusal 404
 */
export const getReceipt = operation({
  name: "getReceipt",
  needs: { right: null, acts: ["read"], scope: "i_wholesaler" },
  writes: false,
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    i_entry: readRequired(raw, "i_entry", entryId),
  }),
  async run({ db, scope, input }): Promise<Receipt> {
    const [row] = await db.$queryRaw<Row[]>`
      SELECT l.i_customer, l.name, l.path, l.i_entry::text, l.at, l.kind, l.amount, l.currency, l.balance_before,
             l.balance_after, l.note, l.paid_on::text AS payment_date,
             CASE WHEN starts_with(a.path, ${scope.path}) THEN coalesce(l.actor_login, a.name) END AS by
        FROM ledger l LEFT JOIN customers a ON a.i_customer = l.actor_customer
       WHERE l.i_entry = ${input.i_entry}::bigint AND l.i_customer = ${input.i_customer}`;
    if (!row || !isWithin(row.path, scope.path)) throw notFound();
    const { path: _path, ...entry } = row;
    return {
      ...entry,
      amount: decimalText(row.amount),
      balance_before: decimalText(row.balance_before),
      balance_after: decimalText(row.balance_after),
    };
  },
});

type Row = Omit<Receipt, "amount" | "balance_before" | "balance_after"> & {
  readonly path: string;
  readonly amount: StoredDecimal;
  readonly balance_before: StoredDecimal;
  readonly balance_after: StoredDecimal;
};
