import { eventExamples } from "@/attributes/event-examples";
import { type EventWord, eventWords } from "@/attributes/event-words";
import type { Shape } from "../calls/shape";
import { shapeOfEvent } from "./event-shapes";

/** An event of webhooks, as people read about it. */
export type DescribedEvent = {
  /** its name in the description */
  readonly id: string;
  readonly word: EventWord;
  /** of `data` */
  readonly shape: Shape;
  /** a whole message */
  readonly example: object;
};

/** All events, in the order of the description. */
export function describedEvents(): DescribedEvent[] {
  return eventWords.map(describe);
}

/** The event of a name in the description; undefined: there is none. */
export function eventDescribedAs(id: string): DescribedEvent | undefined {
  const word = eventWords.find((one) => eventId(one) === id);
  return word && describe(word);
}

function describe(word: EventWord): DescribedEvent {
  return {
    id: eventId(word),
    word,
    shape: shapeOfEvent(word),
    example: {
      type: word,
      timestamp: "2026-11-30T12:00:00.000Z",
      data: { i_event: "81023", i_customer: 42, name: "Example Ltd", ...eventExamples[word] },
    },
  };
}

function eventId(word: EventWord): string {
  return `on_${word.replaceAll(".", "_")}`;
}
