import { randomUUID } from "node:crypto";

/** What one process asks another, or answers. */
export type Letter = {
  readonly kind: "question" | "answer";
  readonly id: string;
  /** the places of sender and receiver */
  readonly from: number;
  readonly to: number;
  readonly topic: string;
  readonly value: unknown;
};

/** Who this process is among those that serve together. */
export type Place = {
  /** from 0 among those that serve; `supervisorPlace` in the one that started them */
  readonly own: number;
  /** how many serve */
  readonly count: number;
};

/** The place of the process that starts the others and does the work by the clock. */
export const supervisorPlace = -1;

type Shared = {
  place: Place;
  send: (letter: Letter) => void;
  readonly answers: Map<string, (value: unknown) => unknown>;
  readonly waiting: Map<string, (value: unknown) => void>;
};

// Next and main.ts each bundle their own copy of this file, so share one state
const global = globalThis as { trellisSiblings?: Shared };
global.trellisSiblings ??= {
  place: { own: 0, count: 1 },
  send: () => {},
  answers: new Map(),
  waiting: new Map(),
};
const shared = global.trellisSiblings;

/** Alone until `joinSiblings` says otherwise. */
export function ownPlace(): Place {
  return shared.place;
}

/**
 * Says that this process is one of several.
 * @param send gives a letter to whoever carries it
 * @returns a function that takes a letter for this process
 */
export function joinSiblings(place: Place, send: (letter: Letter) => void): (letter: Letter) => void {
  shared.place = place;
  shared.send = send;
  return receive;
}

/** Registers what answers the questions on a topic. One function for each topic. */
export function answerSiblings(topic: string, answer: (value: unknown) => unknown): void {
  shared.answers.set(topic, answer);
}

/** A busy process answers once it has finished what it is doing, a page for instance. */
const patienceMs = 1_000;

/** Asks another process. @returns its answer; undefined if it does not answer, because it is gone or has just started */
export async function askSibling(to: number, topic: string, value: unknown): Promise<unknown> {
  const id = randomUUID();
  return await new Promise((done) => {
    const late = setTimeout(() => settle(undefined), patienceMs);
    const settle = (answer: unknown) => {
      clearTimeout(late);
      shared.waiting.delete(id);
      done(answer);
    };
    shared.waiting.set(id, settle);
    shared.send({ kind: "question", id, from: shared.place.own, to, topic, value });
  });
}

/** Asks all other processes, and waits until each has answered or is gone. */
export async function askAllSiblings(topic: string): Promise<void> {
  const { own, count } = shared.place;
  if (count === 1) return;
  const others = [supervisorPlace, ...Array(count).keys()].filter((place) => place !== own);
  await Promise.all(others.map(async (place) => await askSibling(place, topic, null)));
}

function receive({ kind, id, from, to, topic, value }: Letter): void {
  if (kind === "answer") shared.waiting.get(id)?.(value);
  else
    shared.send({ kind: "answer", id, from: to, to: from, topic, value: shared.answers.get(topic)?.(value) });
}
