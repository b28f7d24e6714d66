import type { Queries } from "../database/client";
import { readId } from "../input/read-id";
import { type Reader, readRequired } from "../input/read-parameter";
import { decimalText, type StoredDecimal } from "../ledger/amount";
import type { LedgerKind } from "../ledger/ledger";
import { auditOpening } from "../operation/audit";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";
import { idsOn, isWithin } from "../tree/tree";
import { buyerOf, type Issuer, issuerOf, type Party } from "./receipt-parties";

/** A ledger entry as a receipt shows it. */
export type Receipt = {
  readonly i_customer: number;
  /** the name at that time */
  readonly name: string;
  readonly i_entry: string;
  readonly at: Date;
  readonly kind: LedgerKind;
  /** signed: negative for charges */
  readonly amount: string;
  readonly currency: string;
  readonly balance_before: string;
  readonly balance_after: string;
  readonly note: string;
  /** the day of the payment, `YYYY-MM-DD`, if the caller said it */
  readonly payment_date: string | null;
  /** null: somebody above the reader, 'your provider' */
  readonly by: string | null;
  readonly buyer: Party;
  /** the addresses we can mail it to; '': none */
  readonly email: string;
  /** null: the receipt is root's, who buys from nobody */
  readonly issuer: Issuer | null;
};

/** Reads a 64-bit id. Anything else becomes 0, which no entry has. */
const entryId: Reader<string> = (raw) =>
  (typeof raw === "string" || typeof raw === "number") && /^\d{1,18}$/.test(String(raw)) ? String(raw) : "0";

/** Which receipt is meant: a customer and an entry of its ledger. */
export type WhichReceipt = { readonly i_customer: number; readonly i_entry: string };

export function readWhich(raw: Readonly<Record<string, unknown>>): WhichReceipt {
  return { i_customer: readId(raw, "i_customer"), i_entry: readRequired(raw, "i_entry", entryId) };
}

/**
 * One entry of the ledger of the scope or of a descendant; those above can still read a deleted customer's. The buyer's
 * address is contact data: the parent sees in the history who above it has read it.
 * @throws Refusal 404
 */
export const getReceipt = operation({
  name: "getReceipt",
  needs: {
    about: { what: "ledger", by: ["i_customer"], whose: "own-or-below" },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  input: readWhich,
  async run({ db, actor, scope, input }): Promise<Receipt> {
    const found = await findReceipt(db, input, scope.path);
    if (!found) throw notFound();
    const { path, receipt, isThere } = found;
    if (isThere && input.i_customer !== actor.i_customer && idsOn(path).at(-2) !== actor.i_customer)
      await auditOpening(db, actor, { i_customer: input.i_customer, path, name: receipt.name });
    return receipt;
  },
});

/**
 * A receipt for a reader.
 * @param top the path of the reader's customer; we name nobody above it
 * @returns null: there is none
 */
export async function findReceipt(
  db: Queries,
  { i_customer, i_entry }: WhichReceipt,
  top: string,
): Promise<{ readonly receipt: Receipt; readonly path: string; readonly isThere: boolean } | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT l.i_customer, l.name, l.path, l.i_entry::text, l.at, l.kind, l.amount, l.currency, l.balance_before,
           l.balance_after, l.note, l.paid_on::text AS payment_date,
           CASE WHEN starts_with(a.path, ${top}) THEN coalesce(l.actor_login, a.name) END AS by
      FROM ledger l LEFT JOIN customers a ON a.i_customer = l.actor_customer
     WHERE l.i_entry = ${i_entry}::bigint AND l.i_customer = ${i_customer}`;
  if (!row) return null;
  const { path, ...entry } = row;
  const parent = idsOn(path).at(-2);
  const parentPath = path.replace(/\d+\/$/, "");
  const [bought, issuer] = await Promise.all([
    buyerOf(db, i_customer),
    parent === undefined
      ? null
      : issuerOf(db, { i_customer: parent, path: parentPath }, isWithin(parentPath, top)),
  ]);
  const receipt = {
    ...entry,
    amount: decimalText(row.amount),
    balance_before: decimalText(row.balance_before),
    balance_after: decimalText(row.balance_after),
    buyer: bought?.buyer ?? { name: row.name, lines: [] },
    email: bought?.email ?? "",
    issuer,
  };
  return { receipt, path, isThere: bought !== null };
}

type Row = Omit<Receipt, "amount" | "balance_before" | "balance_after" | "buyer" | "email" | "issuer"> & {
  readonly path: string;
  readonly amount: StoredDecimal;
  readonly balance_before: StoredDecimal;
  readonly balance_after: StoredDecimal;
};
