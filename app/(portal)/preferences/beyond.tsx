"use client";

import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { CheckField, TextAreaField, TextField } from "@/components/form/fields";
import { Section } from "@/components/ui/page";
import { savePreferencesBeyondAction } from "../../web/preferences/own-actions";

type Shown = { readonly label: string; readonly help?: string; readonly value: string };

/** The customer's preferences that are no attributes, in the reader's words; each level sees what it may change. */
export type ShownBeyond = {
  readonly i_customer: number;
  readonly title: string;
  readonly threshold: Shown;
  readonly switches: readonly (Shown & { readonly name: string })[];
  /** null: the customer gives no receipts */
  readonly receipts: {
    readonly title: string;
    readonly note: string;
    readonly name: Shown;
    readonly address: Shown;
  } | null;
  readonly save: string;
};

/** Their forms. */
export function Beyond({ i_customer, title, threshold, switches, receipts, save }: ShownBeyond) {
  return (
    <>
      <Section title={title} className="pt-8">
        <ActionForm action={savePreferencesBeyondAction} prefix="beyond" className="flex flex-col gap-4">
          <input type="hidden" name="i_customer" value={i_customer} />
          <div className="max-w-xs">
            <TextField name="low_balance_threshold" {...threshold} input={{ inputMode: "decimal" }} />
          </div>
          {switches.map((shown) => (
            <CheckField key={shown.name} {...shown} />
          ))}
          <div>
            <SubmitButton>{save}</SubmitButton>
          </div>
        </ActionForm>
      </Section>
      {receipts ? (
        <Section title={receipts.title} note={receipts.note} className="pt-8">
          <ActionForm
            action={savePreferencesBeyondAction}
            prefix="receipts"
            className="flex max-w-md flex-col gap-4"
          >
            <input type="hidden" name="i_customer" value={i_customer} />
            <TextField
              name="receipt_name"
              {...receipts.name}
              input={{ maxLength: 128, autoComplete: "organization" }}
            />
            <TextAreaField
              name="receipt_address"
              {...receipts.address}
              area={{ rows: 4, maxLength: 512, autoComplete: "street-address" }}
            />
            <div>
              <SubmitButton>{save}</SubmitButton>
            </div>
          </ActionForm>
        </Section>
      ) : null}
    </>
  );
}
