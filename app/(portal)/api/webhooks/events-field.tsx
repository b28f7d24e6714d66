"use client";

import { useAnswer, useFieldId } from "@/components/form/answer-context";

/** The events to choose from, by kind, in plain values. */
export type ShownEvents = {
  readonly label: string;
  /** whether all are told, or those that are chosen */
  readonly all: string;
  readonly these: string;
  readonly kinds: readonly {
    readonly choice: string;
    readonly label: string;
    readonly every: string;
    readonly events: readonly { readonly choice: string; readonly label: string }[];
  }[];
  /** those that are chosen at first */
  readonly chosen: readonly string[];
};

/**
 * The events of a webhook: all of them, or those of some boxes, all of a kind or single ones. The boxes are there only where they
 * count, also before JavaScript, so that nobody ticks one for nothing.
 */
export function EventsField({
  shown: { label, all, these, kinds, chosen },
}: {
  readonly shown: ShownEvents;
}) {
  const { fieldErrors, values } = useAnswer();
  const id = useFieldId("events");
  const error = fieldErrors.events;
  // once something was sent, what it holds is all that is chosen
  const typed = Object.keys(values).length > 0;
  const isChosen = (choice: string) => (typed ? values[`events.${choice}`] === "1" : chosen.includes(choice));
  const takesAll = typed ? values.events_of === "all" : chosen.includes("*");
  const radio = (of: "all" | "these", name: string) => (
    <label key={`${of} ${takesAll}`} className="choice">
      <input type="radio" name="events_of" value={of} defaultChecked={takesAll === (of === "all")} />
      <span>{name}</span>
    </label>
  );
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
      className="group/events sm:col-span-2"
    >
      {/* without any box the form says nothing of events, and they would have no field to be wrong */}
      <input type="hidden" name="events" value="" />
      {radio("all", all)}
      {radio("these", these)}
      <div className="pl-6 group-has-[[value=all]:checked]/events:hidden">
        {kinds.map((kind) =>
          kind.events.length === 1 ? (
            kind.events.map(({ choice, label: name }) => box(choice, name))
          ) : (
            <details
              key={kind.choice}
              className="fold"
              open={kind.events.some(({ choice }) => isChosen(choice)) || isChosen(kind.choice)}
            >
              <summary className="flex min-h-9 items-center gap-2">{kind.label}</summary>
              <div className="grid gap-x-6 pl-6 sm:grid-cols-2">
                {box(kind.choice, kind.every)}
                {kind.events.map((event) => box(event.choice, event.label))}
              </div>
            </details>
          ),
        )}
      </div>
      {error ? (
        <p id={`${id}-problem`} className="field-problem">
          {error}
        </p>
      ) : null}
    </div>
  );
}
