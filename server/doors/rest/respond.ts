import { randomBytes } from "node:crypto";
import type { Actor } from "../../actor/actor";
import { isDatabaseAway } from "../../database/is-away";
import { log } from "../../ground/log";
import { Refusal } from "../../ground/refusal";
import { malformed } from "../http/malformed";
import { TooLarge } from "../http/read-body";
import { Reasons } from "./dry-run";
import { type Found, findRoute } from "./find-route";
import { enter, spendCall } from "./limits";
import { asOneself } from "./oneself";
import { type Answer, perform } from "./perform";
import { bare, type Problem, problemOf, Unanswerable } from "./problem";
import { type Asking, isInQuery } from "./read-asked";
import { readConditions } from "./read-conditions";
import { splitQuery } from "./read-query";
import type { Route } from "./routes/route";

/** A request, whether it stands by itself or within a batch. */
export type RestRequest = {
  readonly method: string;
  /** below /api/v1, with its query */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** reads the members of its body; undefined: it has none */
  readonly body: (route: Route) => Promise<Readonly<Record<string, unknown>> | undefined>;
};

/** Finds what a request is about, before we ask who calls. @throws Unanswerable 404 · 405 */
export function foundAt({ method, target }: Pick<RestRequest, "method" | "target">): Found {
  return findRoute(method, target.split("?")[0] ?? "");
}

/** Answers a known caller. @throws what `failureOf` tells */
export async function respond(actor: Actor, found: Found, request: RestRequest): Promise<Answer> {
  spendCall(actor, found.route.method !== "GET");
  const leave = enter(actor, "calls");
  try {
    return await perform(actor, asOneself(actor, await askingOf(found, request)));
  } finally {
    leave();
  }
}

/** Reads what a request asks, as far as HTTP goes. @throws Refusal 400 */
export async function askingOf(
  { route, given }: Found,
  { target, headers, body }: RestRequest,
): Promise<Asking> {
  const members = await body(route);
  if (members !== undefined && isInQuery(route)) throw malformed("has a body, which this method has not");
  const [, query = ""] = /^[^?]*\?(.*)$/s.exec(target) ?? [];
  return {
    route,
    path: given,
    query: splitQuery(query),
    body: members ?? {},
    scope: scopeIn(headers["trellis-customer"]),
    conditions: readConditions(headers),
  };
}

function scopeIn(header: string | readonly string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === "string" && /^\d{1,19}$/.test(header)) return header;
  throw new Refusal(400, "Header Trellis-Customer must be the id of a customer", "i_wholesaler", {
    key: "whole_number_expected",
  });
}

/** Whether a caller reads Russian rather than English. @param accepts their `Accept-Language` */
export function readsRussian(accepts: string | readonly string[] | undefined): boolean {
  return /^\s*ru\b/i.test(String(accepts ?? ""));
}

/** What we tell a caller whose call failed: a problem. @param accepts their `Accept-Language` */
export function failureOf(error: unknown, accepts = ""): Answer {
  const [problem, headers] = problemIn(error, readsRussian(accepts) ? "ru" : "en");
  const { reference } = problem;
  return {
    status: problem.status,
    body: problem,
    headers: {
      "content-type": "application/problem+json",
      ...(reference === undefined ? {} : { "x-reference": reference }),
      ...headers,
    },
  };
}

function problemIn(error: unknown, language: "en" | "ru"): [Problem, Readonly<Record<string, string>>] {
  if (error instanceof Unanswerable) return [bare(error.status, error.key, error.message), error.headers];
  if (error instanceof TooLarge) return [bare(413, "too_large", error.message), {}];
  if (error instanceof Reasons) {
    const [first] = error.all;
    const reasons = error.all.map((reason) => problemOf(reason, language));
    return [{ ...problemOf(first, language), reasons }, {}];
  }
  if (error instanceof Refusal) return [problemOf(error, language), headersOf(error)];
  if (isDatabaseAway(error)) {
    log.error({ err: error }, "the database does not answer");
    return [bare(503, "database_away", "The database does not answer; try again."), { "retry-after": "5" }];
  }
  const reference = randomBytes(5).toString("hex");
  log.error({ err: error, reference }, "a call failed");
  const said = `Something went wrong here; quote the reference ${reference}.`;
  return [{ ...bare(500, "unexpected", said), reference }, {}];
}

function headersOf({ code, reason }: Refusal): Readonly<Record<string, string>> {
  if (code === 401) return { "www-authenticate": 'Bearer realm="API"' };
  const seconds = reason?.values?.seconds;
  return (code === 409 || code === 429) && seconds !== undefined ? { "retry-after": `${seconds}` } : {};
}
