"use client";

import type { ComponentProps, ReactNode } from "react";
import type { LongChoices } from "../choices/long-list";
import { LongSelect } from "../choices/long-select";
import type { Option, OptionLines } from "../choices/option-lines";
import { useAnswer, useFieldId } from "./answer-context";

type Common = {
  readonly name: string;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** what the form shows; `was:` sends it along, so that only changes count */
  readonly value?: string | undefined;
  readonly track?: boolean;
  /** what `was:` sends instead of the value: then the value counts as changed even if nobody touches it */
  readonly was?: string | undefined;
  /** the word that marks a required field */
  readonly required?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** a page for one thing begins here: it has the focus, unless another field is wrong */
  readonly first?: boolean;
  /** takes both columns of a form */
  readonly wide?: boolean | undefined;
};

/** Wires a label, a control, its help and its error to each other. */
function useWiring(props: Common) {
  const { fieldErrors, values, shown } = useAnswer();
  const id = useFieldId(props.name);
  const error = fieldErrors[props.name];
  const notes = [props.help ? `${id}-help` : "", error ? `${id}-problem` : ""].filter(Boolean).join(" ");
  return {
    given: values[props.name] ?? props.value ?? "",
    was: shown?.[props.name] ?? props.was ?? props.value ?? "",
    error,
    wiring: {
      id,
      name: props.name,
      disabled: props.disabled,
      // before JavaScript this leads to the field that is wrong; with it the form does
      autoFocus: error !== undefined || (props.first && Object.keys(fieldErrors).length === 0) || undefined,
      "aria-invalid": error ? ("true" as const) : undefined,
      "aria-describedby": notes || undefined,
      "aria-required": props.required ? true : undefined,
    },
  };
}

/** Draws a control with its label. A function and no component, since a form has a hundred of them. */
function framed(
  props: Common,
  { wiring: { id }, was, error }: ReturnType<typeof useWiring>,
  control: ReactNode,
  inline = false,
): ReactNode {
  const label = (
    <label htmlFor={id}>
      {props.label}
      {props.required ? <small>{` ${props.required}`}</small> : null}
    </label>
  );
  return (
    <div className={`${inline ? "field-inline" : "field"}${props.wide ? " sm:col-span-2" : ""}`}>
      {inline ? control : label}
      {inline ? label : control}
      {props.track ? <input type="hidden" name={`was:${props.name}`} value={was} /> : null}
      {error ? (
        <p id={`${id}-problem`} className="field-problem">
          {error}
        </p>
      ) : null}
      {props.help ? (
        <div id={`${id}-help`} className="field-help">
          {props.help}
        </div>
      ) : null}
    </div>
  );
}

export function TextField(props: Common & { readonly input?: ComponentProps<"input"> | undefined }) {
  const wired = useWiring(props);
  return framed(
    props,
    wired,
    <input
      key={wired.given}
      className="control"
      defaultValue={wired.given}
      autoComplete="off"
      {...props.input}
      {...wired.wiring}
    />,
  );
}

/** A secret: answers never give it back, so people type it again. */
export function SecretField(
  props: Omit<Common, "value" | "track"> & {
    readonly autoComplete: "current-password" | "new-password";
    readonly placeholder?: string;
  },
) {
  const wired = useWiring(props);
  return framed(
    props,
    wired,
    <input
      className="control"
      type="password"
      autoComplete={props.autoComplete}
      placeholder={props.placeholder}
      maxLength={128}
      {...wired.wiring}
    />,
  );
}

export function TextAreaField(props: Common & { readonly area?: ComponentProps<"textarea"> | undefined }) {
  const wired = useWiring(props);
  return framed(
    props,
    wired,
    <textarea
      key={wired.given}
      className="control"
      defaultValue={wired.given}
      {...props.area}
      {...wired.wiring}
    />,
  );
}

/** @param options as lines where they are many, or come for several fields at once */
export function SelectField(
  props: Common & { readonly options: readonly Option[] | OptionLines | LongChoices },
) {
  const wired = useWiring(props);
  const { options } = props;
  const { given, wiring } = wired;
  return framed(
    props,
    wired,
    typeof options === "string" || "list" in options ? (
      // other choices are another select
      <LongSelect
        key={typeof options === "string" ? options : options.list.href}
        className="control"
        choices={options}
        given={given}
        {...wiring}
      />
    ) : (
      <select key={given} className="control" defaultValue={given} {...wiring}>
        {options.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    ),
  );
}

/**
 * A checkbox. Browsers send nothing for an unchecked one, so a hidden field sends its 0.
 * @param bare without that field, which stands elsewhere in the form before it
 */
export function CheckField(props: Common & { readonly bare?: boolean | undefined }) {
  const wired = useWiring(props);
  return framed(
    props,
    wired,
    <>
      {props.disabled || props.bare ? null : <input type="hidden" name={props.name} value="0" />}
      <input
        key={wired.given}
        type="checkbox"
        value="1"
        defaultChecked={wired.given === "1"}
        className="check"
        {...wired.wiring}
      />
    </>,
    true,
  );
}
