"use client";

import { useAnswer, useFieldId } from "@/components/form/answer-context";

/** The events to choose from, by kind, in plain values. */
export type ShownEvents = {
  readonly label: string;
  readonly all: string;
  readonly kinds: readonly {
    readonly choice: string;
    readonly label: string;
    readonly every: string;
    readonly events: readonly { readonly choice: string; readonly label: string }[];
  }[];
  /** those that are chosen at first */
  readonly chosen: readonly string[];
};

/** The events of a webhook as boxes: all of them, all of a kind, single ones. What a wider box takes in needs none of its own. */
export function EventsField({ shown: { label, all, kinds, chosen } }: { readonly shown: ShownEvents }) {
  const { fieldErrors, values } = useAnswer();
  const id = useFieldId("events");
  const error = fieldErrors.events;
  // once something was sent, what it holds is all that is chosen
  const typed = Object.keys(values).length > 0;
  const isChosen = (choice: string) => (typed ? values[`events.${choice}`] === "1" : chosen.includes(choice));
  const box = (choice: string, name: string) => (
    <label key={`${choice} ${isChosen(choice)}`} className="choice">
      <input type="checkbox" name={`events.${choice}`} value="1" defaultChecked={isChosen(choice)} />
      <span>{name}</span>
    </label>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: the form leads the focus to what is wrong, which a fieldset does not take
    <div
      role="group"
      id={id}
      tabIndex={-1}
      aria-label={label}
      aria-describedby={error ? `${id}-problem` : undefined}
      className="sm:col-span-2"
    >
      {/* without any box the form says nothing of events, and they would have no field to be wrong */}
      <input type="hidden" name="events" value="" />
      {box("*", all)}
      {kinds.map((kind) =>
        kind.events.length === 1 ? (
          kind.events.map(({ choice, label: name }) => box(choice, name))
        ) : (
          <details
            key={kind.choice}
            className="fold"
            open={kind.events.some(({ choice }) => isChosen(choice)) || isChosen(kind.choice)}
          >
            <summary className="flex min-h-9 items-center">{kind.label}</summary>
            <div className="grid gap-x-6 pl-6 sm:grid-cols-2">
              {box(kind.choice, kind.every)}
              {kind.events.map((event) => box(event.choice, event.label))}
            </div>
          </details>
        ),
      )}
      {error ? (
        <p id={`${id}-problem`} className="field-problem">
          {error}
        </p>
      ) : null}
    </div>
  );
}
