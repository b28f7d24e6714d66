import type { Actor } from "../../actor/actor";
import { Refusal } from "../../ground/refusal";
import { recordRefusal } from "../../operation/record-refusal";
import { noted } from "../../programs/last-calls";
import type { Members, Shape } from "../calls/shape";
import { type Batch, begunWith } from "../calls/streamed";
import type { WireValue } from "./codec/values";
import type { Method, Methods } from "./method";
import { knownIn, structIn } from "./parameters";

/** What a method answers with, before a door writes it: all members, or one list of which only the beginning is read. */
export type Given =
  | { readonly members: Readonly<Record<string, unknown>> }
  | {
      /** the one member */
      readonly member: string;
      /** of each item of its list */
      readonly item: Shape;
      readonly batches: AsyncIterable<Batch>;
    };

/** Does a call that has a name, notes it among the last calls, and records why it was refused. */
export async function recorded<Result>(
  actor: Actor,
  name: string,
  act: () => Promise<Result>,
): Promise<Result> {
  return await noted(actor, { door: actor.door === "bridge" ? "bridge" : "api", method: name }, async () => {
    try {
      return await act();
    } catch (error) {
      // for an unknown method there is no operation that could have recorded the refusal
      if (error instanceof Refusal) await recordRefusal(actor, name, error);
      throw error;
    }
  });
}

/** The method of a name. */
export function namedIn(methods: Methods, name: string): Methods[string] | undefined {
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

/** Performs a method. @throws Refusal, and anything else that an operation throws */
export async function givenBy(actor: Actor, method: Method, params: readonly WireValue[]): Promise<Given> {
  const raw = knownIn(method, structIn(params), actor.i_customer);
  if (method.streams) return await begun(method, method.streams(actor, raw));
  const answer = await method.operation(actor, raw);
  const members = typeof answer === "object" && answer !== null ? { ...answer } : {};
  return { members: method.turns ? method.turns(members) : members };
}

/** The whole struct that a method answers with. Made once, since its writer is cached by shape. */
export function answerShape(method: Method): { readonly struct: Members } {
  const known = shapes.get(method);
  if (known) return known;
  const made = { struct: { result: "string", ...method.returns } } as const;
  shapes.set(method, made);
  return made;
}

const shapes = new WeakMap<Method, { readonly struct: Members }>();

async function begun(
  { returns }: Method,
  { member, batches }: ReturnType<NonNullable<Method["streams"]>>,
): Promise<Given> {
  const shape = returns[member];
  if (typeof shape !== "object" || !("list" in shape)) throw new Error("what is streamed is a list");
  const iterator = batches[Symbol.asyncIterator]();
  // at once, so that a refusal becomes a fault and not half an answer
  const first = await iterator.next();
  if (first.done) throw new Error("a list has one batch at least");
  if (first.value.isLast) return { members: { [member]: first.value.items } };
  return { member, item: shape.list, batches: begunWith(first, iterator) };
}
