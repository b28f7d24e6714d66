"use client";

import type { ReactNode } from "react";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { Notice } from "@/components/ui/page";
import { changeOwnAddressAction } from "../../web/preferences/own-actions";

/** The section of a person's address, in words. @param form or who changes it instead */
export function AddressSection(props: {
  readonly title: string;
  readonly note: string;
  readonly form: string | Readonly<Record<"label" | "help" | "send", string>>;
  /** a change that waits */
  readonly children: ReactNode;
}) {
  const { title, note, form, children } = props;
  return (
    <FormGroup title={title} about={note}>
      {children}
      {typeof form === "string" ? (
        <Notice>{form}</Notice>
      ) : (
        <ActionForm action={changeOwnAddressAction} prefix="address" className="flex flex-col gap-4">
          <TextField
            name="email"
            label={form.label}
            help={form.help}
            input={{ type: "email", autoComplete: "email" }}
          />
          <div>
            <SubmitButton look="plain">{form.send}</SubmitButton>
          </div>
        </ActionForm>
      )}
    </FormGroup>
  );
}
