import { type DecimalText, fromMillionths, millionths } from "@/attributes/decimal";
import type { Actor } from "../actor";
import type { Queries } from "../database/client";
import { Refusal } from "../refusal";

export const ledgerKinds = ["opening", "payment", "credit", "charge", "correction", "write-off"] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

/** Whose ledger, as it stands. `place` is 0 before the opening entry. */
export type Account = {
  readonly i_customer: number;
  readonly name: string;
  readonly path: string;
  readonly base_currency: string;
  readonly balance: DecimalText;
  readonly place: number;
};

const mostMoney = 999_999_999_999_999n;

/**
 * Books an amount: one entry, tied to the one before by the database. The caller then writes the customer's
 * `balance` and `ledger_place`, in the same transaction.
 * @returns the balance afterwards and the entry's place
 */
export async function book(
  db: Queries,
  actor: Actor,
  account: Account,
  amount: DecimalText,
  kind: LedgerKind,
  note = "",
): Promise<{ balance: DecimalText; ledger_place: number }> {
  const after = millionths(account.balance) + millionths(amount);
  if (after > mostMoney || after < -mostMoney) {
    throw new Refusal(400, "Parameter balance must be within ±999999999.999999.", "balance", {
      key: "out_of_bounds",
      values: { min: "-999999999.999999", max: "999999999.999999" },
    });
  }
  const balance = fromMillionths(after);
  const place = account.place + 1;
  await db.$executeRaw`
    INSERT INTO ledger (i_customer, place, previous_place, balance_before, amount, balance_after, currency, kind,
                        note, name, path, actor_customer, actor_login, door)
    VALUES (${account.i_customer}, ${place}, ${account.place || null}, ${account.balance}::numeric, ${amount}::numeric,
            ${balance}::numeric, ${account.base_currency}, ${kind}, ${note}, ${account.name}, ${account.path},
            ${actor.i_customer}, ${actor.login}, ${actor.door})`;
  return { balance, ledger_place: place };
}
