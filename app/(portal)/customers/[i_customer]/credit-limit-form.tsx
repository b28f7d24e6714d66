"use client";

import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { AmountField, type AmountWords, type ShownFunds } from "./amount-field";
import { changeCreditLimitAction } from "./funds-actions";

export type CreditLimitWords = AmountWords &
  Readonly<Record<"note" | "note_help" | "until" | "until_help" | "change", string>>;

export type CreditLimitProps = {
  readonly i_customer: number;
  /** where the form leads afterwards */
  readonly back: string;
  readonly funds: ShownFunds;
  readonly locale: string;
  readonly words: CreditLimitWords;
};

/** The form that changes a credit limit, on a page of its own or in place. */
export function CreditLimitForm(
  props: CreditLimitProps & { readonly prefix?: string; readonly children?: React.ReactNode },
) {
  const { i_customer, back, funds, locale, words } = props;
  return (
    <ActionForm
      action={changeCreditLimitAction}
      className="flex flex-col gap-4"
      {...(props.prefix ? { prefix: props.prefix } : {})}
    >
      <input type="hidden" name="i_customer" value={i_customer} />
      <input type="hidden" name="back" value={back} />
      <AmountField deed="credit_limit" funds={funds} locale={locale} words={words} autoFocus />
      <TextField name="note" label={words.note} help={words.note_help} input={{ maxLength: 1024 }} />
      <TextField
        name="until"
        label={words.until}
        help={words.until_help}
        input={{ type: "datetime-local", step: 60 }}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{words.change}</SubmitButton>
        {props.children}
      </div>
    </ActionForm>
  );
}
