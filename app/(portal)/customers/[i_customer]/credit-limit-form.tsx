"use client";

import type { ReactNode } from "react";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { AmountField, type AmountWords, type ShownFunds } from "./amount-field";
import { changeCreditLimitAction } from "./funds-actions";

export type CreditLimitWords = AmountWords &
  Readonly<Record<"note" | "note_help" | "until" | "until_help" | "change", string>>;

/** The titles of its groups on a page of its own, each with a sentence. */
export type CreditLimitGroups = Readonly<Record<"limit" | "details", { title: string; about: string }>>;

export type CreditLimitProps = {
  readonly i_customer: number;
  /** where the form leads afterwards */
  readonly back: string;
  readonly funds: ShownFunds;
  readonly locale: string;
  readonly words: CreditLimitWords;
};

/** The form that changes a credit limit, on a page of its own in `groups`, or in place with `prefix`. */
export function CreditLimitForm(
  props: CreditLimitProps & {
    readonly prefix?: string;
    readonly groups?: CreditLimitGroups;
    /** buttons beside its own */
    readonly children?: ReactNode;
  },
) {
  const { i_customer, back, funds, locale, words, prefix, groups, children } = props;
  const amount = { deed: "credit_limit", funds, locale, words, autoFocus: true } as const;
  const details = (
    <>
      <TextField name="note" label={words.note} help={words.note_help} input={{ maxLength: 1024 }} />
      <TextField
        name="until"
        label={words.until}
        help={words.until_help}
        input={{ type: "datetime-local", step: 60 }}
      />
    </>
  );
  const buttons = (
    <>
      <SubmitButton>{words.change}</SubmitButton>
      {children}
    </>
  );
  return (
    <ActionForm
      action={changeCreditLimitAction}
      className={groups ? "form" : "flex flex-col gap-4"}
      {...(prefix ? { prefix } : {})}
    >
      <input type="hidden" name="i_customer" value={i_customer} />
      <input type="hidden" name="back" value={back} />
      {groups ? (
        <>
          <FormGroup {...groups.limit}>
            <AmountField {...amount} />
          </FormGroup>
          <FormGroup {...groups.details}>{details}</FormGroup>
          <ActionBar>{buttons}</ActionBar>
        </>
      ) : (
        <>
          <AmountField {...amount}>{details}</AmountField>
          <div className="flex flex-wrap gap-2">{buttons}</div>
        </>
      )}
    </ActionForm>
  );
}
