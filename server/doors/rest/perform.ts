import type { Actor } from "../../actor/actor";
import { database } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import type { Asked as Beside, Told } from "../../operation/asked/asked-call";
import { recordRefusal } from "../../operation/record-refusal";
import { demandScopeWithin } from "../../operation/scope";
import { noted } from "../../programs/last-calls";
import { lineageOf } from "../../tree/tree";
import type { Call } from "../calls/call";
import { calls } from "../calls/calls";
import { writePlace } from "./cursor";
import { demandAreas } from "./demand-areas";
import { demandAllAreas, examined, lasting } from "./dry-run";
import { routeAt } from "./find-route";
import { spendWork } from "./limits";
import { partOf } from "./part-of-list";
import { type Asked, type Asking, pathNames, readAsked, takesScope } from "./read-asked";
import { hashOf, isKnown, lineOf } from "./read-conditions";
import { namesIn, type Route, statusOf } from "./routes/route";
import { inForm } from "./write-json";

/** What a request is answered with. */
export type Answer = {
  readonly status: number;
  /** undefined: nothing */
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** instead of a body: a file */
  readonly bytes?: Uint8Array;
  /** instead of a body: all of it, while somebody reads it */
  readonly pieces?: AsyncIterable<Uint8Array | string>;
  /** called once all is sent, or will not be */
  readonly ended?: () => void;
};

type Members = Readonly<Record<string, unknown>>;

const anyCall: Readonly<Record<string, Call>> = calls;

/** The call of a route. */
export function callOf({ call: name }: Pick<Route, "call">): Call {
  const call = anyCall[name];
  if (!call) throw new Error(`there is no call ${name}`);
  return call;
}

/**
 * Performs a call in the form of REST, and notes it among the last calls.
 * @throws Refusal, Reasons of a dry run, and whatever else an operation throws
 */
export async function perform(actor: Actor, asking: Asking): Promise<Answer> {
  const { route } = asking;
  return await begun(actor, asking, async (asked, call) => {
    if (asked.isDry) {
      const output = await examined(actor, asking, asked);
      return {
        status: 200,
        headers: {},
        body: { dry_run: true, ...lasting(actor, route, asked, formOf(call, output)) },
      };
    }
    const raw =
      route.list === "pages"
        ? { ...asked.raw, limit: asked.limit, after: asked.after ?? undefined }
        : asked.raw;
    let told: Told = {};
    const beside = besideOf(actor, asking, asked, (facts) => {
      told = facts;
    });
    const output = await call.operation(actor, raw, beside ? { asked: beside } : {});
    const answer = await answerOf(actor, asking, asked, output, told);
    if (!told.replayed) {
      if (route.thing !== undefined) await told.keep?.(answer.body);
      return answer;
    }
    return { ...answer, headers: { ...answer.headers, "idempotency-replayed": "true" } };
  });
}

/**
 * Begins a call: reads what it asks, and demands that the key reaches it. Notes it among the last calls, and what is refused.
 * @throws Refusal, and whatever else `act` throws
 */
export async function begun<Result>(
  actor: Actor,
  asking: Asking,
  act: (asked: Asked, call: Call) => Promise<Result>,
): Promise<Result> {
  const { route } = asking;
  const call = callOf(route);
  // whoever reads the last calls sees that it was a question
  const isDry = asking.query.get("dry_run") === "1";
  const method = isDry ? `${route.call} (dry_run)` : route.call;
  return await noted(actor, { door: "rest", method }, async () => {
    try {
      const asked = readAsked(actor, call, asking);
      (asked.isDry ? demandAllAreas : demandAreas)(actor, route, asked);
      spendWork(actor, asked.raw);
      if (asked.within !== null)
        demandScopeWithin(await lineageOf(database(), Number(asked.raw.i_wholesaler)), actor, asked.within);
      return await act(asked, call);
    } catch (error) {
      // what came in was refused before the operation could have recorded it
      if (error instanceof Refusal) await recordRefusal(actor, route.call, error);
      throw error;
    }
  });
}

/** What a program asks beside its call. @param told learns what came of it */
function besideOf(actor: Actor, asking: Asking, { raw }: Asked, told: Beside["told"]): Beside | undefined {
  const { route, path, scope, conditions } = asking;
  const { once, match } = conditions;
  if (route.method === "GET") return route.tagged ? { told } : undefined;
  // to tell what something has become costs a statement
  if (!route.tagged && once === null && match.length === 0) return undefined;
  const hash = hashOf([route.method, route.path, path, scope, raw]);
  return {
    told,
    match,
    ...(once === null ? {} : { once: { line: lineOf(actor), key: once, hash } }),
  };
}

function formOf({ returns }: Call, output: unknown): Members {
  // inForm makes an object of a struct
  return inForm({ struct: returns }, output) as Members;
}

async function answerOf(
  actor: Actor,
  asking: Asking,
  asked: Asked,
  output: unknown,
  told: Told,
): Promise<Answer> {
  const { route, conditions } = asking;
  const { tag } = told;
  const status = statusOf(route);
  if (status === 204) return { status, headers: {} };
  const headers = route.tagged && tag !== undefined ? { etag: tag } : {};
  if (route.method === "GET" && route.tagged === true && tag !== undefined && isKnown(tag, conditions))
    return { status: 304, headers };
  const members = formOf(callOf(route), output);
  if (route.thing !== undefined) return await withThing(actor, asking, status, members, told);
  const named = route.of === undefined ? members : members[route.of];
  const value = route.only && Array.isArray(named) ? named[0] : named;
  const location =
    route.at === undefined
      ? {}
      : // ids that programs are not told may still say where something is
        { location: addressIn(route.at, { ...Object(output), ...members }, asking.path) };
  if (!route.list) return { status, headers: { ...headers, ...location }, body: withFields(value, asked) };
  if (!Array.isArray(value)) throw new Error(`${route.call} answers with a list`);
  const page = route.list === "pages" ? pageOf(value, output, asked) : partOf(value, route.list, asked);
  const { next } = page;
  return {
    status,
    headers: next === null ? {} : { link: `<${addressOfNext(asking, next)}>; rel="next"` },
    body: {
      data: page.rows.map((row) => withFields(row, asked)),
      next,
      ...Object.fromEntries((route.beside ?? []).map((name) => [name, members[name]])),
    },
  };
}

/** A page as the operation gave it. */
function pageOf(rows: readonly unknown[], output: unknown, { list }: Asked) {
  const next = nextIn(output);
  return { rows, next: next === null ? null : writePlace(next, list) };
}

/** Where an operation says that its list goes on; null: nowhere. */
export function nextIn(output: unknown): string | null {
  const next = typeof output === "object" && output !== null && "next" in output ? output.next : null;
  return typeof next === "string" ? next : null;
}

/** The members of a value that a caller chose. */
export function withFields<Value>(value: Value, { fields }: Pick<Asked, "fields">): Value | Members {
  if (!fields || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => fields.has(name)));
}

/**
 * What a POST made or a PATCH changed, as a GET gives it; of a call that was done before, as it was then, as far as whoever
 * asks now may read it.
 */
async function withThing(
  actor: Actor,
  asking: Asking,
  status: number,
  made: Members,
  { tag, answer: then }: Told,
): Promise<Answer> {
  const { route } = asking;
  const there = routeAt("GET", route.thing ?? route.path);
  const ids = pathNames(there).map((name, index) => String(made[name] ?? asking.path[index] ?? "self"));
  // a scope that the call ignored is none of its thing's
  const scope = takesScope(callOf(route)) ? asking.scope : null;
  const own = await readThing(actor, {
    ...asking,
    scope,
    route: there,
    path: ids,
    query: new Map(),
    body: {},
  });
  const isMade = status === 201 || status === 202;
  const location = isMade ? { location: addressIn(there.path, made, asking.path, there.names) } : {};
  if (then === undefined || !own)
    return { status, body: own?.body ?? made, headers: { ...own?.headers, ...location } };
  // the tag is of what is shown
  const headers = { ...(there.tagged && tag !== undefined ? { etag: tag } : {}), ...location };
  return { status, body: asFarAs(own.body, then), headers };
}

/** What something was, without the members that it does not have now, since those may not be read any more. */
function asFarAs(now: unknown, then: unknown): unknown {
  if (!isObject(now) || !isObject(then)) return now;
  return Object.fromEntries(Object.entries(then).filter(([name]) => name in now));
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where something is: its path with what the answer, or else the request's path, says of the names in it. */
function addressIn(
  path: string,
  made: Members,
  given: readonly string[],
  names: Readonly<Record<string, string>> = {},
): string {
  const ids = namesIn(path).map((name, index) => String(made[names[name] ?? name] ?? given[index] ?? ""));
  return `/api/v1${ids.reduce((text, id) => text.replace(/\{\w+\}/, id), path)}`;
}

/** @returns null: whoever may write it may not read it */
async function readThing(actor: Actor, asking: Asking): Promise<Answer | null> {
  const call = callOf(asking.route);
  const plain = { ...asking, conditions: { once: null, match: [], noneMatch: [] } };
  const asked = readAsked(actor, call, plain);
  let told: Told = {};
  try {
    demandAreas(actor, asking.route, asked);
    const output = await call.operation(actor, asked.raw, {
      asked: {
        told: (facts) => {
          told = facts;
        },
      },
    });
    return await answerOf(actor, plain, asked, output, told);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function addressOfNext({ route, path, query }: Asking, next: string): string {
  const at = path.reduce((text, segment) => text.replace(/\{\w+\}/, segment), route.path);
  const members = new URLSearchParams([...query]);
  members.set("after", next);
  return `/api/v1${at}?${members}`;
}
