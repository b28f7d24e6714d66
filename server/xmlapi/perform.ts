import type { Actor } from "../actor";
import { Refusal } from "../refusal";
import type { OutStruct, OutValue, WireValue } from "./codec/values";
import { type Fault, faultOf } from "./fault";
import type { Method, Methods } from "./methods";
import { knownIn, structIn } from "./parameters";
import { shaped, shapedMembers } from "./shapes";
import { systemMethods } from "./system-methods";

/** What a call led to: a value, or a struct of which one list is read while it is sent. */
export type Answer =
  | { readonly value: OutValue }
  | { readonly head: OutStruct; readonly member: string; readonly batches: AsyncIterable<OutValue[]> };

/**
 * Performs a call. @throws Refusal, and whatever else an operation throws
 * @param methods those of the door
 */
export async function perform(
  actor: Actor,
  name: string,
  params: readonly WireValue[],
  methods: Methods,
): Promise<Answer> {
  if (name === "system.multicall") {
    const calls = callsIn(params);
    const results: OutValue[] = [];
    for (const [index, call] of calls.entries()) results.push(await inner(actor, call, index + 1, methods));
    return { value: results };
  }
  if (Object.hasOwn(systemMethods, name)) {
    return { value: systemMethods[name]?.(params, methods) ?? null };
  }
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) throw unknownMethod(name);
  return await performMethod(actor, method, params);
}

async function performMethod(actor: Actor, method: Method, params: readonly WireValue[]): Promise<Answer> {
  const raw = knownIn(method, structIn(params), actor.i_customer);
  if (method.streams) {
    const { member, batches } = method.streams(actor, raw);
    const shape = method.returns[member];
    if (!shape) throw new Error("what is streamed is a member of the answer");
    return {
      head: { result: "OK" },
      member,
      batches: await started(batches, (batch) => listOf(shaped(shape, batch))),
    };
  }
  const answer = await method.operation(actor, raw);
  const members = typeof answer === "object" && answer !== null ? { ...answer } : {};
  const turned = method.turns ? method.turns(members) : members;
  return { value: { result: "OK", ...shapedMembers(method.returns, turned) } };
}

/** Reads the first batch at once, so that a refusal is a fault and not half an answer. */
async function started<In, Out>(
  batches: AsyncIterable<In>,
  turn: (batch: In) => Out,
): Promise<AsyncIterable<Out>> {
  const iterator = batches[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    for (let next = first; !next.done; next = await iterator.next()) yield turn(next.value);
  })();
}

function listOf(value: OutValue): OutValue[] {
  if (!Array.isArray(value)) throw new Error("a streamed member is a list");
  return value;
}

const mostCalls = 1_000;
/** More of a list than this belongs into a call of its own, which is sent while it is read. */
const mostListed = 10_000;

type InnerCall = { readonly name: string; readonly params: readonly WireValue[] };

/** One call of a multicall: its result in an array of one, or its fault. */
async function inner(
  actor: Actor,
  call: InnerCall | Fault,
  place: number,
  methods: Methods,
): Promise<OutValue> {
  if ("faultCode" in call) return call;
  const one = actor.once ? { ...actor, once: { ...actor.once, place } } : actor;
  try {
    const answer = await perform(one, call.name, call.params, methods);
    if ("value" in answer) return [answer.value];
    const items: OutValue[] = [];
    for await (const batch of answer.batches) {
      items.push(...batch);
      if (items.length > mostListed) {
        throw new Refusal(
          400,
          `Inside a multicall a list has at most ${mostListed} entries; use limit.`,
          "limit",
          {
            key: "malformed",
          },
        );
      }
    }
    return [{ ...answer.head, [answer.member]: items }];
  } catch (error) {
    return faultOf(error, call.name);
  }
}

/** @throws Refusal 400 where it is no list of calls */
function callsIn(params: readonly WireValue[]): (InnerCall | Fault)[] {
  const [calls] = params;
  if (!Array.isArray(calls) || params.length !== 1) {
    throw new Refusal(400, "One parameter is expected, an array of calls.", undefined, { key: "malformed" });
  }
  if (calls.length > mostCalls) {
    throw new Refusal(400, `A multicall has at most ${mostCalls} calls.`, undefined, { key: "malformed" });
  }
  return calls.map(callIn);
}

function callIn(call: WireValue): InnerCall | Fault {
  const { methodName, params } = structIn([call]);
  if (typeof methodName !== "string" || (params !== undefined && !Array.isArray(params))) {
    return { faultCode: 400, faultString: "A call of a multicall is a struct of methodName and params." };
  }
  if (methodName === "system.multicall") {
    return { faultCode: 400, faultString: "A multicall cannot be called within a multicall." };
  }
  return { name: methodName, params: params ?? [] };
}

function unknownMethod(name: string): Refusal {
  return new Refusal(404, `There is no method ${name.slice(0, 100)}.`, undefined, { key: "unknown_method" });
}
