"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { useAnswer, useFieldId } from "./answer-context";

type Common = {
  readonly name: string;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** what the form shows; `was:` sends it along, so that only changes count */
  readonly value?: string;
  readonly track?: boolean;
  /** what `was:` sends instead of the value: then the value counts as changed even if nobody touches it */
  readonly was?: string;
  /** the word that marks a required field */
  readonly required?: string | undefined;
  readonly disabled?: boolean;
  /** a page for one thing begins here: it has the focus, unless another field is wrong */
  readonly first?: boolean;
};

type Wiring = {
  readonly id: string;
  readonly name: string;
  readonly disabled: boolean | undefined;
  readonly autoFocus: boolean | undefined;
  readonly "aria-invalid": "true" | undefined;
  readonly "aria-describedby": string | undefined;
  readonly "aria-required": boolean | undefined;
  readonly given: string;
};

/** Wires a label, a control, its help and its error to each other. */
function Field(
  props: Common & { readonly children: (wiring: Wiring) => ReactNode; readonly inline?: boolean },
) {
  const { fieldErrors, values, shown } = useAnswer();
  const id = useFieldId(props.name);
  const noteId = useId();
  const error = fieldErrors[props.name];
  const notes = [props.help ? `${noteId}h` : "", error ? `${noteId}e` : ""].filter(Boolean).join(" ");
  const control = props.children({
    id,
    name: props.name,
    disabled: props.disabled,
    // before JavaScript this leads to the field that is wrong; with it the form does
    autoFocus: error !== undefined || (props.first && Object.keys(fieldErrors).length === 0) || undefined,
    "aria-invalid": error ? "true" : undefined,
    "aria-describedby": notes || undefined,
    "aria-required": props.required ? true : undefined,
    given: values[props.name] ?? props.value ?? "",
  });
  const label = (
    <label htmlFor={id} className={props.inline ? "" : "font-medium"}>
      {props.label}
      {props.required ? (
        <span className="text-[0.8125rem] font-normal text-muted"> {props.required}</span>
      ) : null}
    </label>
  );
  return (
    <div className={props.inline ? "field-inline" : "field"}>
      {props.inline ? control : label}
      {props.inline ? label : control}
      {props.track ? (
        <input
          type="hidden"
          name={`was:${props.name}`}
          value={shown?.[props.name] ?? props.was ?? props.value ?? ""}
        />
      ) : null}
      {error ? (
        <p id={`${noteId}e`} className="field-problem">
          {error}
        </p>
      ) : null}
      {props.help ? (
        <div id={`${noteId}h`} className="field-help">
          {props.help}
        </div>
      ) : null}
    </div>
  );
}

export function TextField(props: Common & { readonly input?: ComponentProps<"input"> }) {
  return (
    <Field {...props}>
      {({ given, ...wiring }) => (
        <input
          key={given}
          className="control"
          defaultValue={given}
          autoComplete="off"
          {...props.input}
          {...wiring}
        />
      )}
    </Field>
  );
}

/** A secret: answers never give it back, so people type it again. */
export function SecretField(
  props: Omit<Common, "value" | "track"> & {
    readonly autoComplete: "current-password" | "new-password";
    readonly placeholder?: string;
  },
) {
  return (
    <Field {...props}>
      {({ given: _given, ...wiring }) => (
        <input
          className="control"
          type="password"
          autoComplete={props.autoComplete}
          placeholder={props.placeholder}
          maxLength={128}
          {...wiring}
        />
      )}
    </Field>
  );
}

export function TextAreaField(props: Common & { readonly area?: ComponentProps<"textarea"> }) {
  return (
    <Field {...props}>
      {({ given, ...wiring }) => (
        <textarea key={given} className="control" defaultValue={given} {...props.area} {...wiring} />
      )}
    </Field>
  );
}

export type Option = { readonly id: string; readonly label: string };

export function SelectField(props: Common & { readonly options: readonly Option[] }) {
  return (
    <Field {...props}>
      {({ given, ...wiring }) => (
        <select key={given} className="control" defaultValue={given} {...wiring}>
          {props.options.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A checkbox. Browsers send nothing for an unchecked one, so a hidden field sends its 0. */
export function CheckField(props: Common) {
  return (
    <Field {...props} inline>
      {({ given, ...wiring }) => (
        <>
          {props.disabled ? null : <input type="hidden" name={props.name} value="0" />}
          <input
            key={given}
            type="checkbox"
            value="1"
            defaultChecked={given === "1"}
            className="check"
            {...wiring}
          />
        </>
      )}
    </Field>
  );
}
