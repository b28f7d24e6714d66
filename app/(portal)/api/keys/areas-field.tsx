"use client";

import { useRef } from "react";
import { useAnswer, useFieldId } from "@/components/form/answer-context";

/** What each area of a key is set to, in plain values. */
export type ShownAreas = {
  readonly words: Readonly<Record<"areas" | "all" | "every", string>>;
  /** what a key can do in an area: its word in the form, and how people read it */
  readonly reaches: readonly { readonly id: string; readonly label: string; readonly all: string }[];
  readonly areas: readonly {
    readonly id: string;
    readonly label: string;
    readonly given: string;
    /** the choices that it has not */
    readonly lacks: readonly string[];
  }[];
};

/**
 * The areas of a key as a small table, in each row one of a few choices; the first row sets all of them, which needs a
 * script.
 */
export function AreasField({ shown: { words, reaches, areas } }: { readonly shown: ShownAreas }) {
  const { fieldErrors, values } = useAnswer();
  const id = useFieldId("areas");
  const table = useRef<HTMLTableElement>(null);
  const error = fieldErrors.areas;
  const setAll = (reach: string) => {
    for (const one of table.current?.querySelectorAll<HTMLInputElement>(`[value="${reach}"]`) ?? [])
      if (!one.disabled) one.checked = true;
  };
  return (
    <div className="permissions areas" id={id} tabIndex={-1}>
      <table ref={table} aria-describedby={error ? `${id}-problem` : undefined}>
        <caption className="sr-only">{words.areas}</caption>
        <thead>
          <tr>
            <th scope="col">{words.areas}</th>
            {reaches.map((reach) => (
              <th key={reach.id} scope="col">
                {reach.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr data-part="all-areas">
            <th scope="row">{words.all}</th>
            {reaches.map((reach) => (
              <td key={reach.id}>
                <button
                  type="button"
                  className="row-act"
                  aria-label={reach.all}
                  onClick={() => setAll(reach.id)}
                >
                  {words.every}
                </button>
              </td>
            ))}
          </tr>
          {areas.map((area) => {
            const name = `areas.${area.id}`;
            const given = values[name] ?? area.given;
            return (
              <tr key={`${area.id} ${given}`}>
                <th scope="row">{area.label}</th>
                {reaches.map((reach) => (
                  <td key={reach.id}>
                    <label>
                      <input
                        type="radio"
                        name={name}
                        value={reach.id}
                        defaultChecked={reach.id === given}
                        disabled={area.lacks.includes(reach.id)}
                        aria-label={`${area.label}: ${reach.label}`}
                        aria-invalid={error ? "true" : undefined}
                      />
                    </label>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {error ? (
        <p id={`${id}-problem`} className="field-problem">
          {error}
        </p>
      ) : null}
    </div>
  );
}
