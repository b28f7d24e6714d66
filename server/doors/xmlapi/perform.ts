import type { Actor } from "../../actor/actor";
import { database } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { audit } from "../../operation/audit";
import { auditTrustedRefusal } from "../../operation/trusted";
import type { Shape } from "../calls/shape";
import type { Batch } from "../calls/streamed";
import { isStruct, type WireValue } from "./codec/values";
import { writeValue } from "./codec/write";
import { type Fault, faultOf } from "./fault";
import type { Method, Methods } from "./method";
import { answerShape, givenBy, namedIn, recorded } from "./perform-method";
import { writeShaped } from "./shapes";
import { systemMethods } from "./system-methods";
import { unknownMethod } from "./unknown-method";

/** The outcome of a call: a written `<value>`, or one with a list in it that we read while we send it. */
export type Answer =
  | {
      readonly value: string;
      /** of the calls within it that we refused */
      readonly references?: readonly string[];
    }
  | { readonly before: string; readonly batches: AsyncIterable<string>; readonly after: string };

/**
 * Performs a call. @throws Refusal, and anything else that an operation throws
 * @param methods the door's methods
 */
export async function perform(
  actor: Actor,
  name: string,
  params: readonly WireValue[],
  methods: Methods,
): Promise<Answer> {
  return await recorded(actor, name, async () => await performNamed(actor, name, params, methods));
}

async function performNamed(
  actor: Actor,
  name: string,
  params: readonly WireValue[],
  methods: Methods,
): Promise<Answer> {
  if (name === "system.multicall") return await performAll(actor, callsIn(params), methods);
  const method = namedIn(systemMethods, name) ?? namedIn(methods, name);
  if (!method) {
    const refusal = unknownMethod(name);
    if (actor.door === "trusted") await auditTrustedRefusal(actor, name.slice(0, 100), refusal);
    throw refusal;
  }
  if (typeof method === "function") {
    // this is no operation, whose wrapper would have noted the trusted call
    if (actor.door === "trusted") await audit(database(), actor, { operation: name });
    return { value: writeValue(method(params, methods)) };
  }
  return await performMethod(actor, method, params);
}

async function performMethod(actor: Actor, method: Method, params: readonly WireValue[]): Promise<Answer> {
  const given = await givenBy(actor, method, params);
  if ("members" in given)
    return { value: writeShaped(answerShape(method), { result: "OK", ...given.members }) };
  const { member, item, batches } = given;
  const before = `<value><struct><member><name>result</name><value><string>OK</string></value></member><member><name>${member}</name><value><array><data>`;
  const after = "</data></array></value></member></struct></value>";
  return { before, batches: written(batches, item), after };
}

const writtenAtOnce = 100;

/**
 * Writes each batch in pieces as soon as it is read: rows are large, and we keep in memory what a slow reader has not
 * taken yet.
 */
async function* written(batches: AsyncIterable<Batch>, shape: Shape): AsyncIterable<string> {
  for await (const { items } of batches) yield* piecesOf(items, shape);
}

function piecesOf(batch: readonly unknown[], shape: Shape): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < batch.length; at += writtenAtOnce) {
    pieces.push(
      batch
        .slice(at, at + writtenAtOnce)
        .map((item) => writeShaped(shape, item))
        .join(""),
    );
  }
  return pieces;
}

const mostCalls = 1_000;
/** Longer answers, in characters, need calls of their own, whose lists we send while we read them. */
const mostAnswered = 16_777_216;

type InnerCall = { readonly name: string; readonly params: readonly WireValue[] };

/** Performs one call after the other; each yields its result in an array of one, or its own fault. */
async function performAll(
  actor: Actor,
  calls: readonly (InnerCall | Fault)[],
  methods: Methods,
): Promise<Answer> {
  const results: string[] = [];
  const references: string[] = [];
  let room = mostAnswered;
  for (const [index, call] of calls.entries()) {
    const result = "faultCode" in call ? call : await performInner(actor, call, index + 1, methods, room);
    const text = typeof result === "string" ? result : writeValue(structOf(result));
    if (typeof result !== "string" && result.reference) references.push(result.reference);
    room -= text.length;
    results.push(text);
  }
  return { value: `<value><array><data>${results.join("")}</data></array></value>`, references };
}

function structOf({ faultCode, faultString }: Fault) {
  return { faultCode, faultString };
}

async function performInner(
  actor: Actor,
  { name, params }: InnerCall,
  place: number,
  methods: Methods,
  room: number,
): Promise<string | Fault> {
  const one = actor.once ? { ...actor, once: { ...actor.once, place } } : actor;
  try {
    // check before we do anything, since we cannot report a completed call as a refusal
    if (room <= 0) throw tooLong();
    const value = await whole(await perform(one, name, params, methods), room);
    return `<value><array><data>${value}</data></array></value>`;
  } catch (error) {
    return faultOf(error, name);
  }
}

/** @throws Refusal 400 if a list, which only reads, is too long to keep in memory */
async function whole(answer: Answer, room: number): Promise<string> {
  if ("value" in answer) return answer.value;
  const pieces = [answer.before];
  let length = 0;
  for await (const batch of answer.batches) {
    length += batch.length;
    if (length > room) throw tooLong();
    pieces.push(batch);
  }
  return pieces.join("") + answer.after;
}

function tooLong(): Refusal {
  const text = "The answers are too long for a multicall; set limit, or call by itself.";
  return new Refusal(400, text, "limit", { key: "malformed" });
}

/** @throws Refusal 400 if this is not a list of calls */
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

const noCall: Fault = {
  faultCode: 400,
  faultString: "A call of a multicall is a struct of methodName and params.",
};

function callIn(call: WireValue): InnerCall | Fault {
  if (!isStruct(call)) return noCall;
  const { methodName, params } = call;
  if (typeof methodName !== "string" || (params !== undefined && !Array.isArray(params))) return noCall;
  if (methodName === "system.multicall") {
    return { faultCode: 400, faultString: "A multicall cannot be called within a multicall." };
  }
  return { name: methodName, params: params ?? [] };
}
