"use client";

import { useId } from "react";
import type { Option } from "../choices/option-lines";
import { useAnswer, useFieldId } from "./answer-context";

/**
 * One of a few choices as radio buttons. Without `value` none is chosen at first; the form then sends an empty text.
 */
export function RadioField(props: {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly value?: string;
  readonly required?: string;
}) {
  const { fieldErrors, values } = useAnswer();
  const [id, noteId] = [useFieldId(props.name), useId()];
  const error = fieldErrors[props.name];
  const given = values[props.name] ?? props.value ?? "";
  return (
    // not a fieldset: only a radiogroup may have aria-invalid
    <div
      key={given}
      id={id}
      role="radiogroup"
      tabIndex={-1}
      aria-invalid={error ? "true" : undefined}
      aria-required={props.required ? true : undefined}
      aria-labelledby={`${noteId}l`}
      aria-describedby={error ? noteId : undefined}
      className="field-radio"
    >
      <div id={`${noteId}l`}>
        {props.label}
        {props.required ? <small>{` ${props.required}`}</small> : null}
      </div>
      <input type="hidden" name={props.name} value="" />
      {props.options.map((option) => (
        <label key={option.id} className="choice">
          <input type="radio" name={props.name} value={option.id} defaultChecked={option.id === given} />
          {option.label}
        </label>
      ))}
      {error ? (
        <p id={noteId} className="field-problem">
          {error}
        </p>
      ) : null}
    </div>
  );
}
