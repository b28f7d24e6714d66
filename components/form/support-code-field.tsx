"use client";

import { useAnswer, useFieldId } from "./answer-context";

/** The field for the code that a customer reads out, small enough for the support session's bar. */
export function SupportCodeField(props: { readonly label: string; readonly placeholder: string }) {
  const [id, { fieldErrors }] = [useFieldId("code"), useAnswer()];
  return (
    <input
      id={id}
      name="code"
      className="support-code"
      aria-label={props.label}
      aria-invalid={fieldErrors.code ? "true" : undefined}
      placeholder={props.placeholder}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={12}
    />
  );
}
