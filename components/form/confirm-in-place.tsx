"use client";

import { SecretField } from "./fields";
import type { FormState } from "./form-state";

/**
 * Asks within a form for the person's own password again, before an act that needs it. Everything typed stays, except
 * secrets, which a form never gives back.
 */
export function ConfirmInPlace({ ask }: { readonly ask: NonNullable<FormState["confirm"]> }) {
  return (
    <fieldset
      aria-label={ask.title}
      data-problem
      data-part="confirm-in-place"
      className="notice mb-4 flex w-full max-w-[560px] min-w-0 flex-col gap-3"
    >
      <p className="font-medium">{ask.title}</p>
      <p>{ask.text}</p>
      <SecretField name="own_password" label={ask.label} autoComplete="current-password" />
      <p>
        <a href={ask.href} target="_blank" rel="noreferrer" className="underline underline-offset-2">
          {ask.instead}
        </a>
      </p>
    </fieldset>
  );
}
