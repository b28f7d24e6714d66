"use client";

import { type ReactNode, useState } from "react";
import { formatMoney } from "@/attributes/format-money";
import { type AmountEntry, readAmountEntry } from "@/attributes/reading/amount-entry";
import { fromMillionths, millionths, plainDecimal } from "@/attributes/reading/decimal";
import { useAnswer } from "@/components/form/answer-context";
import { TextField } from "@/components/form/fields";
import { share } from "@/server/ledger/amount";

/** What people do with the amount. */
export type Deed = "credit_limit" | "payment" | "credit" | "charge" | "correct";

/** The funds as the page shows them; amounts as decimal text. */
export type ShownFunds = {
  readonly balance: string;
  readonly credit_limit: string;
  readonly currency: string;
  /** how much more the parent can give; null: no limit */
  readonly can_give: string | null;
};

export type AmountWords = Readonly<
  Record<
    "label" | "help" | "required" | "balance" | "credit_limit" | "available" | "can_give" | "too_much",
    string
  >
>;

type Props = {
  readonly deed: Deed;
  readonly funds: ShownFunds;
  readonly locale: string;
  /** `can_give` and `too_much` have `{amount}` in them */
  readonly words: AmountWords;
  readonly autoFocus?: boolean;
  /** fields between the amount and the preview */
  readonly children?: ReactNode;
};

/**
 * The field for an amount, and below it a preview of what the amount leads to. Before JavaScript it shows the present
 * funds. The server reads the same text by the same function.
 */
export function AmountField({ deed, funds, locale, words, autoFocus = false, children }: Props) {
  const name = fieldOf(deed);
  const { shown, values } = useAnswer();
  const [typed, setTyped] = useState<string | null>(null);
  const entry = readAmountEntry(typed ?? values[name] ?? "", locale, funds.currency);
  const present = deed === "credit_limit" ? funds.credit_limit : funds.balance;
  return (
    <>
      <TextField
        name={name}
        label={words.label}
        help={words.help || undefined}
        required={words.required}
        first={autoFocus}
        input={{
          // a phone's decimal keypad has no sign
          inputMode: name === "amount" ? "decimal" : "text",
          maxLength: 40,
          className: "control figure",
          onInput: (event) => setTyped(event.currentTarget.value),
        }}
      />
      {name === "amount" ? null : (
        <input type="hidden" name={`was:${name}`} value={shown?.[name] ?? plainDecimal(present)} />
      )}
      {children}
      <Preview
        deed={deed}
        funds={funds}
        entry={"unread" in entry ? null : entry}
        locale={locale}
        words={words}
      />
    </>
  );
}

/** The field's name: that of the operation's parameter. */
function fieldOf(deed: Deed): "credit_limit" | "balance" | "amount" {
  return deed === "credit_limit" ? deed : deed === "correct" ? "balance" : "amount";
}

function Preview(props: Omit<Props, "autoFocus" | "children"> & { readonly entry: AmountEntry | null }) {
  const { deed, funds, entry, locale, words } = props;
  const money = (amount: string) => formatMoney(amount, funds.currency, locale);
  const after = entry ? fundsAfter(deed, funds, entry) : null;
  const sum = ({ balance, credit_limit }: Held) =>
    fromMillionths(millionths(balance) + millionths(credit_limit));
  const raised = after
    ? share(after.balance, after.credit_limit) - share(funds.balance, funds.credit_limit)
    : 0n;
  const left = funds.can_give === null ? null : millionths(funds.can_give) - (raised > 0n ? raised : 0n);
  const figure = deed === "credit_limit" ? "credit_limit" : "balance";
  return (
    <output className="funds-preview" data-part="funds-preview">
      <Line label={words[figure]} before={funds[figure]} after={after?.[figure] ?? null} say={money} />
      <Line label={words.available} before={sum(funds)} after={after && sum(after)} say={money} />
      {left === null ? null : (
        <small className={left < 0n ? "text-danger" : undefined}>
          {left < 0n
            ? words.too_much.replace("{amount}", () => money(funds.can_give ?? "0"))
            : words.can_give.replace("{amount}", () => money(fromMillionths(left)))}
        </small>
      )}
    </output>
  );
}

function Line(props: {
  readonly label: string;
  readonly before: string;
  readonly after: string | null;
  readonly say: (amount: string) => string;
}) {
  const { label, before, after, say } = props;
  return (
    <span>
      <span>{label}</span>
      <span className="num">
        {after === null ? (
          say(before)
        ) : (
          <>
            <s>{say(before)}</s>
            {" → "}
            <strong className={after.startsWith("-") ? "text-danger" : undefined}>{say(after)}</strong>
          </>
        )}
      </span>
    </span>
  );
}

type Held = Pick<ShownFunds, "balance" | "credit_limit">;

/** The funds after the booking; null if the amount is not possible. */
function fundsAfter(deed: Deed, { balance, credit_limit }: ShownFunds, entry: AmountEntry): Held | null {
  const amount = millionths(entry.amount);
  const changed = (present: string) =>
    fromMillionths(entry.is === "new" ? amount : millionths(present) + amount);
  if (deed === "credit_limit") {
    const after = changed(credit_limit);
    return after.startsWith("-") ? null : { balance, credit_limit: after };
  }
  if (deed === "correct") return { balance: changed(balance), credit_limit };
  if (amount <= 0n) return null;
  return {
    balance: fromMillionths(millionths(balance) + (deed === "charge" ? -amount : amount)),
    credit_limit,
  };
}
