"use client";

import { useMemo } from "react";
import { FieldGrid, type OptionLists, type ShownField } from "@/components/attribute-field/shown-field";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { FoldedGroup, FormGroup } from "@/components/form/form-group";
import { SetNote } from "@/components/form/set-note";
import { savePreferencesAction } from "./actions";

/** A group of the form. */
export type ShownGroup = {
  readonly title: string;
  /** a sentence about it */
  readonly about: string;
  readonly open: boolean;
  readonly fields: readonly ShownField[];
};

/** The customer's own attributes and preferences in groups. */
export type ShownCompany = {
  readonly groups: readonly ShownGroup[];
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
    <ActionForm action={savePreferencesAction} className="form">
      {sent.map((name) => (
        <input key={name} type="hidden" name={name} value="1" />
      ))}
      {groups.map(({ title, about, open, fields }) =>
        open ? (
          <FormGroup key={title} title={title} about={about}>
            <FieldGrid fields={fields} lists={lists} />
          </FormGroup>
        ) : (
          <FoldedGroup key={title} title={title} about={about} note={<Note fields={fields} />}>
            <FieldGrid fields={fields} lists={lists} />
          </FoldedGroup>
        ),
      )}
      <ActionBar>
        <SubmitButton>{save}</SubmitButton>
      </ActionBar>
    </ActionForm>
  );
}

function Note({ fields }: { readonly fields: readonly ShownField[] }) {
  const [named, held] = useMemo(
    () => [
      fields
        .filter(({ kind }) => kind !== "secret")
        .map(({ name, label }) => ({ name, label, usual: "", boxes: null })),
      Object.fromEntries(fields.map(({ name, value = "" }) => [name, value])),
    ],
    [fields],
  );
  return <SetNote fields={named} held={held} ticked="" />;
}
