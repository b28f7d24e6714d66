import { largestInt } from "@/attributes/kinds/number";
import type { Actor } from "../../actor/actor";
import type { Call } from "../calls/call";
import type { Members, Shape } from "../calls/shape";
import { readPlace } from "./cursor";
import { nowhere } from "./find-route";
import { misshapen } from "./problem";
import type { Conditions } from "./read-conditions";
import { readQuery } from "./read-query";
import { demandTypes } from "./read-strict";
import { namesIn, type Route } from "./routes/route";

/** A request, read as far as HTTP goes. */
export type Asking = {
  readonly route: Route;
  /** what the path says of the names in the route's path, in their order */
  readonly path: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  /** the body's members; empty where there is none */
  readonly body: Readonly<Record<string, unknown>>;
  /** the customer in whose scope it happens, as the header says; null: the caller's own */
  readonly scope: string | null;
  readonly conditions: Conditions;
};

/** What a request asks of a call. */
export type Asked = {
  /** the operation's input */
  readonly raw: Readonly<Record<string, unknown>>;
  /** the scope of the header, where the path names another: in it that one has to be; null: there is but one */
  readonly within: number | null;
  /** the members that the answer is to have; null: all */
  readonly fields: ReadonlySet<string> | null;
  /** nothing is to happen */
  readonly isDry: boolean;
  /** what a cursor of this list is bound to */
  readonly list: string;
  readonly limit: number;
  /** the place where the page begins; null: at the beginning */
  readonly after: string | null;
};

/** Ids that are no 32-bit numbers. */
const outgrowing: readonly string[] = ["i_entry", "i_message", "i_event", "i_audit"];
const scopeName = "i_wholesaler";
const onceName = "idempotency_key";
const pageSize = 50;
const largestPage = 200;

/** What is not a route's own: headers, or the list's page, say it. */
const notOwn: readonly string[] = [scopeName, "offset", "limit", "after"];

/** The parameters of a call that a route's query or body has. */
export function ownParameters(call: Call, route: Route): Call["parameters"] {
  const given = [...Object.keys(route.given ?? {}), ...pathNames(route)];
  return call.parameters.filter(({ name }) => !notOwn.includes(name) && !given.includes(name));
}

/** The parameters that a route's path names, in their order. */
export function pathNames({ path, names = {} }: Route): string[] {
  return namesIn(path).map((name) => names[name] ?? name);
}

/** Whether a route's parameters stand in its query, and not in its body. */
export function isInQuery({ method }: Pick<Route, "method">): boolean {
  return method === "GET" || method === "DELETE";
}

/** Whether a call happens in a scope that its caller can name. */
export function takesScope({ parameters }: Pick<Call, "parameters">): boolean {
  return parameters.some(({ name }) => name === scopeName);
}

/** Reads what a request asks. @throws Refusal 400 naming the member · Unanswerable 404 */
export function readAsked(actor: Actor, call: Call, asking: Asking): Asked {
  const { route, path, query, body } = asking;
  // a call without a scope is the caller's own, whatever the header names
  const scope = takesScope(call) ? asking.scope : null;
  const raw: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(route.given ?? {}))
    raw[name] = value === "self" ? idIn(name, value, actor, scope) : value;
  for (const [index, name] of pathNames(route).entries())
    raw[name] = idIn(name, path[index] ?? "", actor, scope);
  if (scope !== null) raw[scopeName] ??= scope;
  const own = ownParameters(call, route);
  const left = new Map(query);
  const isRead = route.method === "GET";
  const [fields, dry] = [isRead ? taken(left, "fields") : null, isRead ? null : taken(left, "dry_run")];
  const [limit, after] = route.list ? [taken(left, "limit"), taken(left, "after")] : [null, null];
  const asked = readQuery(left, isInQuery(route) ? own : []);
  const input = isInQuery(route) ? asked : body;
  demandTypes(own, input);
  // money has a key of its own, which is kept for good, and is one with XML-RPC's
  const { once } = asking.conditions;
  const keyed = once !== null && own.some(({ name }) => name === onceName) ? { [onceName]: once } : {};
  const given = input[onceName];
  if (onceName in keyed && given !== undefined && given !== once)
    throw misshapen(onceName, "is another key than the header Idempotency-Key");
  const list = JSON.stringify([route.path, path, [...left].sort(), scope, actor.i_customer]);
  return {
    raw: { ...raw, ...keyed, ...input },
    within: scope === null || raw[scopeName] === scope ? null : Number(scope),
    fields: fields === null ? null : readFields(fields, membersOf(call, route)),
    isDry: readDry(dry),
    list,
    limit: limit === null ? pageSize : readLimit(limit),
    after: after === null ? null : readPlace(after, list),
  };
}

function taken(query: Map<string, string>, name: string): string | null {
  const text = query.get(name) ?? null;
  query.delete(name);
  return text;
}

/** What a path says of a parameter: of a customer's id also `self`; ids are digits. @throws Unanswerable 404 */
function idIn(name: string, segment: string, actor: Actor, scope: string | null): unknown {
  if (!name.startsWith("i_")) return segment;
  if ((name === "i_customer" || name === scopeName) && segment === "self") return scope ?? actor.i_customer;
  if (!/^\d{1,19}$/.test(segment) || (!outgrowing.includes(name) && Number(segment) > largestInt))
    throw nowhere();
  return segment;
}

function readDry(text: string | null): boolean {
  if (text === null || text === "0") return false;
  if (text === "1") return true;
  throw misshapen("dry_run", "must be 0 or 1", "no_choice");
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (/^\d{1,3}$/.test(text) && limit >= 1 && limit <= largestPage) return limit;
  throw misshapen("limit", `must be from 1 to ${largestPage}`, "out_of_bounds");
}

/** Reads which members the answer is to have. @throws Refusal 400 one that it never has */
function readFields(text: string, members: Members | null): ReadonlySet<string> {
  const names = text.split(",");
  for (const name of names)
    if (!members || !Object.hasOwn(members, name))
      throw misshapen(
        "fields",
        `must not have ${name.slice(0, 60).toWellFormed() || "an empty name"}`,
        "no_choice",
      );
  return new Set([...names, "i_customer"]);
}

/** The members of a route's answer, or of each item of its list; null: it has none. */
export function membersOf(call: Call, route: Route): Members | null {
  const whole: Shape | undefined = route.of === undefined ? { struct: call.returns } : call.returns[route.of];
  const one = typeof whole === "object" && "list" in whole ? whole.list : whole;
  return typeof one === "object" && "struct" in one ? one.struct : null;
}
