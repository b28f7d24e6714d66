import type { ComponentProps, ReactNode } from "react";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { CancelInPlace, FormInPlace } from "@/components/form/form-in-place";
import { getTranslations } from "@/i18n/texts";

type Action = ComponentProps<typeof ActionForm>["action"];

/** Adds something with a name to a list, in a form that opens below its button. */
export async function AddInPlace(props: {
  readonly id: string;
  /** how many there are, so that the form closes with a further one */
  readonly count: number;
  readonly words: Readonly<Record<"new" | "name" | "add", string>>;
  readonly action: Action;
  /** what it has besides a name */
  readonly children?: ReactNode;
}) {
  const { id, words } = props;
  const c = await getTranslations("common");
  return (
    <FormInPlace id={id} key={props.count} open={words.new} title={words.new}>
      <ActionForm action={props.action} className="flex flex-col gap-4">
        <TextField name="name" label={words.name} required={c("required_mark")} input={{ maxLength: 128 }} />
        {props.children}
        <Buttons id={id} save={words.add} />
      </ActionForm>
    </FormInPlace>
  );
}

/** Changes one of such a list in its row, or deletes it. */
export async function EditInPlace(props: {
  /** of the list: with the number of the row it names the form */
  readonly of: string;
  /** the field that says which one it is */
  readonly which: readonly [field: string, value: number];
  readonly name: string;
  readonly words: Readonly<Record<"edit" | "name", string>>;
  /** absent: the reader may not */
  readonly save: Action | undefined;
  readonly remove: Action | undefined;
  /** what it has besides a name */
  readonly children?: ReactNode;
}) {
  const { name, words, save, remove } = props;
  const [field, value] = props.which;
  const id = `${props.of}-${value}`;
  const c = await getTranslations("common");
  const which = <input type="hidden" name={field} value={value} />;
  return (
    <FormInPlace id={id} open={c("edit")} name={`${c("edit")}: ${name}`} title={words.edit} look="in-row">
      {save ? (
        <ActionForm prefix={`edit-${value}`} action={save} className="flex flex-col gap-4">
          {which}
          <TextField name="name" label={words.name} value={name} />
          {props.children}
          <Buttons id={id} save={c("save")} />
        </ActionForm>
      ) : null}
      {remove ? (
        <ActionForm prefix={`delete-${value}`} action={remove} className="delete-below">
          {which}
          <SubmitButton look="danger">{c("delete")}</SubmitButton>
        </ActionForm>
      ) : null}
    </FormInPlace>
  );
}

async function Buttons({ id, save }: { readonly id: string; readonly save: string }) {
  return (
    <div className="flex gap-2">
      <SubmitButton>{save}</SubmitButton>
      <CancelInPlace id={id}>{(await getTranslations("common"))("cancel")}</CancelInPlace>
    </div>
  );
}
