import type { Parameter } from "@/server/doors/calls/call";
import { type CallName, calls } from "@/server/doors/calls/calls";
import { demandTypes } from "@/server/doors/rest/read-strict";
import type { Route } from "@/server/doors/rest/routes/route";
import { routes } from "@/server/doors/rest/routes/routes";
import { methods } from "@/server/doors/xmlapi/methods";
import type { Call } from "../../../server/model/rules";
import { callOf, double, int, nil, string } from "../../../xmlapi/stage/wire";

/** One call in the form of each door. */
export type Forms = {
  readonly xml: string;
  readonly bridge: { readonly action: string; readonly json: string };
  readonly rest: {
    readonly method: string;
    readonly address: string;
    readonly body?: string;
    readonly scope?: string;
  };
};

const byCall = new Map<string, Route>(
  routes.flatMap((route) => (route.call in methods && !route.given ? [[route.call, route] as const] : [])),
);

/** The calls that all doors have. */
export const sharedCalls: readonly string[] = [...byCall.keys()];

/** Puts a call into all forms; null: it has none in REST, which is strict about types and has ids in its paths. */
export function formsOf({ operation, input, meant, wrong }: Call): Forms | null {
  const route = byCall.get(operation);
  if (!route) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot carry these
  if (Object.values(input).some((sent) => typeof sent === "string" && /[\u0000-\u0008]/.test(sent)))
    return null;
  const { parameters } = calls[operation as CallName];
  const own: readonly Parameter[] = parameters;
  const strict: Record<string, unknown> = {};
  for (const [name, sent] of Object.entries(input)) {
    const parameter = own.find((one) => one.name === name);
    // strays are ignored by XML-RPC alone
    if (!parameter) continue;
    const form = strictly(parameter, sent, wrong.includes(name) ? undefined : meant[name]);
    if (form === undefined) return null;
    strict[name] = form;
  }
  const { i_wholesaler: scope, ...rest } = strict;
  const names = route.names ?? {};
  let isWhole = scope === undefined || typeof scope === "number";
  const address = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = rest[names[name] ?? name];
    delete rest[names[name] ?? name];
    if (typeof id !== "number") isWhole = false;
    return String(id);
  });
  if (!isWhole) return null;
  const isInQuery = route.method === "GET" || route.method === "DELETE";
  // a GET of one thing has no other way to name it, and lists have pages of their own
  if (isInQuery && Object.keys(rest).length > 0) return null;
  return {
    xml: callOf(
      operation,
      Object.fromEntries(Object.entries(input).map(([name, sent]) => [name, wire(sent)])),
    ),
    bridge: { action: operation, json: JSON.stringify(input) },
    rest: {
      method: route.method,
      address,
      ...(isInQuery ? {} : { body: JSON.stringify(rest) }),
      ...(scope === undefined ? {} : { scope: String(scope) }),
    },
  };
}

/** A value in the type that REST demands; undefined: it has none. */
function strictly(parameter: Parameter, sent: unknown, meant: unknown): unknown {
  for (const value of [sent, typed(parameter, meant)])
    if (value !== undefined && fits(parameter, value)) return value;
  return undefined;
}

function fits(parameter: Parameter, value: unknown): boolean {
  if (value === Number.POSITIVE_INFINITY) return false;
  try {
    demandTypes([parameter], { [parameter.name]: value });
    return true;
  } catch {
    return false;
  }
}

function typed({ type }: Parameter, meant: unknown): unknown {
  if (typeof meant === "bigint") return decimal(meant);
  if (typeof type === "string" && type.startsWith("boolean"))
    return meant === 1 || meant === 0 ? meant === 1 : meant;
  return meant;
}

function decimal(millionths: bigint): string {
  const digits = String(millionths < 0n ? -millionths : millionths).padStart(7, "0");
  return `${millionths < 0n ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** A value as a client of XML-RPC writes it. */
function wire(sent: unknown): string {
  if (sent === null) return nil;
  if (typeof sent === "number") return Number.isInteger(sent) ? int(sent) : double(String(sent));
  if (typeof sent === "boolean") return `<boolean>${sent ? 1 : 0}</boolean>`;
  return string(String(sent));
}
