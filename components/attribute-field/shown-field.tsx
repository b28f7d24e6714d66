"use client";

import type { ComponentProps, ReactNode } from "react";
import type { CustomerAttribute } from "@/attributes/customer";
import { choicesOf, type LongList } from "../choices/long-list";
import type { OptionLines } from "../choices/option-lines";
import { CheckField, SecretField, SelectField, TextAreaField, TextField } from "../form/fields";
import { HiddenFields } from "./hidden-fields";

/** A field of a form in plain values, which a page sends once and draws on both sides. */
export type ShownField = {
  readonly name: string;
  /** absent: text */
  readonly kind?: FieldKind | undefined;
  readonly label: string;
  readonly help?: string | undefined;
  /** as the reader types it; absent: empty */
  readonly value?: string | undefined;
  /** what it replaces, if that is another text: see `was` of the fields */
  readonly was?: string | undefined;
  /** the word that marks a required field */
  readonly required?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly placeholder?: string | undefined;
  /** the most characters */
  readonly max?: number | undefined;
  /** for choices: the name of their list, and the choices before and after it */
  readonly list?: string | undefined;
  readonly before?: OptionLines | undefined;
  readonly after?: OptionLines | undefined;
  /** absent: a column */
  readonly width?: CustomerAttribute["width"];
};

export type FieldKind =
  | "text"
  | "lines"
  | "secret"
  | "choice"
  | "amount"
  | "number"
  | "whole"
  | "switch"
  | "email"
  | "host"
  | "regex"
  | "stylesheet";

/** The lists of choices on a page by their names, each once. */
export type OptionLists = Readonly<Record<string, OptionLines | LongList>>;

/** One field for the value of an attribute. It sends the value that it came with along, so that only changes count. */
export function AttributeField({
  field,
  lists,
}: {
  readonly field: ShownField;
  readonly lists: OptionLists;
}) {
  return drawn(field, lists, true);
}

/** @param track the field sends the value that it came with itself; see `HiddenFields` */
function drawn(field: ShownField, lists: OptionLists, track: boolean): ReactNode {
  const { kind = "text", max, placeholder, list, before, after, width, ...common } = field;
  const tracked = { ...common, track, wide: width === "line" };
  switch (kind) {
    case "secret":
      return (
        <SecretField
          key={field.name}
          name={field.name}
          label={field.label}
          required={field.required}
          help={field.help}
          autoComplete="new-password"
          {...(placeholder ? { placeholder } : {})}
        />
      );
    case "choice":
      return (
        <SelectField key={field.name} {...tracked} options={choicesOf(lists[list ?? ""], before, after)} />
      );
    case "switch":
      return <CheckField key={field.name} {...tracked} bare={!track} />;
    case "lines":
      return <TextAreaField key={field.name} {...tracked} area={{ maxLength: max, rows: 3 }} />;
    case "stylesheet":
      return <TextAreaField key={field.name} {...tracked} area={stylesheet} />;
    default:
      return (
        <TextField
          key={field.name}
          {...tracked}
          input={{
            maxLength: max,
            placeholder,
            className: width === undefined ? "control" : `control ${width}`,
            ...inputs[kind],
          }}
        />
      );
  }
}

const figures = "control figure";

const inputs: Readonly<
  Record<Exclude<FieldKind, "secret" | "choice" | "switch" | "lines" | "stylesheet">, ComponentProps<"input">>
> = {
  text: {},
  amount: { inputMode: "decimal", className: figures },
  number: { inputMode: "decimal", className: figures },
  whole: { inputMode: "numeric", className: figures },
  email: { inputMode: "email" },
  host: { inputMode: "url", placeholder: "portal.example.com", spellCheck: false },
  regex: { spellCheck: false, className: "control font-mono" },
};

const stylesheet: ComponentProps<"textarea"> = {
  rows: 14,
  spellCheck: false,
  className: "control font-mono text-[13px]",
};

/** Fields in two columns. */
export function FieldGrid(props: { readonly fields: readonly ShownField[]; readonly lists: OptionLists }) {
  const beside = props.fields
    .filter(({ kind }) => kind !== "secret")
    .map(({ name, kind, value = "", was = value }) => ({ name, was, box: kind === "switch" }));
  return (
    <>
      <HiddenFields beside={beside} />
      <div className="fields">{props.fields.map((field) => drawn(field, props.lists, false))}</div>
    </>
  );
}
