import type { Actor } from "../../actor/actor";

/** A part of a list, and whether it is the last, so that a list of one part need not be streamed. */
export type Batch = { readonly items: readonly unknown[]; readonly isLast: boolean };

/** A list of any length, in batches; the first is read before anything is sent, so that a refusal is a fault. */
export type Streamed = (
  actor: Actor,
  raw: Readonly<Record<string, unknown>>,
) => {
  /** the one member of the answer that is a list */
  readonly member: string;
  readonly batches: AsyncIterable<Batch>;
};

/** Goes on with an iteration. Keeps no batch that was taken: two of them at a time make a process grow. */
export function begunWith<Item>(first: IteratorResult<Item>, rest: AsyncIterator<Item>): AsyncIterable<Item> {
  const waiting = [first];
  return { [Symbol.asyncIterator]: () => ({ next: async () => waiting.pop() ?? (await rest.next()) }) };
}
