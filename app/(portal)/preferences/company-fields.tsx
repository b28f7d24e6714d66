"use client";

import { FieldGrid, type OptionLists, type ShownField } from "@/components/attribute-field/shown-field";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { Fold } from "@/components/ui/page";
import { savePreferencesAction } from "./actions";

/** The form of the customer's own attributes in folded groups. @param sent the names of the switches that it sends as 1 */
export function CompanyFields(props: {
  readonly groups: readonly {
    readonly title: string;
    readonly open: boolean;
    readonly fields: readonly ShownField[];
  }[];
  readonly lists: OptionLists;
  readonly sent: readonly string[];
  readonly save: string;
}) {
  return (
    <ActionForm action={savePreferencesAction}>
      {props.sent.map((name) => (
        <input key={name} type="hidden" name={name} value="1" />
      ))}
      {props.groups.map(({ title, open, fields }) => (
        <Fold key={title} title={title} open={open}>
          <FieldGrid fields={fields} lists={props.lists} />
        </Fold>
      ))}
      <ActionBar>
        <SubmitButton>{props.save}</SubmitButton>
      </ActionBar>
    </ActionForm>
  );
}
