"use client";

import { useMemo } from "react";
import { FieldGrid, type OptionLists, type ShownField } from "@/components/attribute-field/shown-field";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { Fold } from "@/components/ui/page";
import { savePreferencesAction } from "./actions";

/** The customer's own attributes in folded groups. */
export type ShownCompany = {
  readonly groups: readonly {
    readonly title: string;
    readonly open: boolean;
    readonly fields: readonly ShownField[];
  }[];
  readonly lists: OptionLists;
  /** the names of the switches that the form sends as 1 */
  readonly sent: readonly string[];
  readonly save: string;
};

/** Their form. @param shown `ShownCompany` as JSON: as one text it travels at once */
export function CompanyFields({ shown }: { readonly shown: string }) {
  // the page writes what this reads
  const { groups, lists, sent, save } = useMemo(() => JSON.parse(shown) as ShownCompany, [shown]);
  return (
    <ActionForm action={savePreferencesAction}>
      {sent.map((name) => (
        <input key={name} type="hidden" name={name} value="1" />
      ))}
      {groups.map(({ title, open, fields }) => (
        <Fold key={title} title={title} open={open}>
          <FieldGrid fields={fields} lists={lists} />
        </Fold>
      ))}
      <ActionBar>
        <SubmitButton>{save}</SubmitButton>
      </ActionBar>
    </ActionForm>
  );
}
