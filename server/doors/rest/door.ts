import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { isDatabaseAway } from "../../database/is-away";
import { log } from "../../ground/log";
import type { Caller } from "../../ground/network/caller";
import { takesGzip } from "../../ground/network/takes-gzip";
import { Refusal } from "../../ground/refusal";
import { malformed } from "../http/malformed";
import { discardBody, readBody, TooLarge, Unsent } from "../http/read-body";
import { admitByKey } from "./admit";
import { findRoute } from "./find-route";
import { type Answer, perform, Reasons } from "./perform";
import { bare, type Problem, problemOf, Unanswerable } from "./problem";
import { isInQuery } from "./read-asked";
import { readConditions } from "./read-conditions";
import { readJson } from "./read-json";
import { splitQuery } from "./read-query";
import type { Route } from "./routes/route";

/** Where REST is. */
export const restRoot = "/api/v1";

/** On every answer, since each is somebody's own. */
const always = { "cache-control": "no-store", vary: "Authorization, Trellis-Customer, Accept-Encoding" };

/**
 * The door of REST: a path and a method are a call. Never throws; after the first byte of an answer it can only cut the
 * connection. Source: rest.
 */
export async function answerRest(
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller,
): Promise<void> {
  const { url = "/", headers, method = "GET" } = request;
  const [address = "", ...query] = url.split("?");
  const language = readsRussian(headers["accept-language"]) ? "ru" : "en";
  try {
    const { route, given } = findRoute(method, address.slice(restRoot.length));
    const actor = await admitByKey(headers, caller);
    demandAccept(headers.accept);
    const asking = {
      route,
      path: given,
      query: splitQuery(query.join("?")),
      body: await bodyOf(request, response, route),
      scope: scopeIn(headers["trellis-customer"]),
      conditions: readConditions(headers),
    };
    await send(request, response, await perform(actor, asking));
  } catch (error) {
    await sendFailure(request, response, error, language);
  }
}

/** Reads the members of a body. @throws Refusal 400 · Unanswerable 413, 415 · Unsent */
async function bodyOf(
  request: IncomingMessage,
  response: ServerResponse,
  route: Route,
): Promise<Readonly<Record<string, unknown>>> {
  const { headers } = request;
  const isEmpty = headers["transfer-encoding"] === undefined && Number(headers["content-length"] ?? 0) === 0;
  if (isEmpty) return {};
  if (isInQuery(route)) throw malformed("has a body, which this method has not");
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json" && !(type === "application/merge-patch+json" && route.method === "PATCH"))
    throw new Unanswerable(415, "Send the body as application/json.", "unsupported_media_type");
  const ask = () => {
    if (headers.expect !== undefined) response.writeContinue();
  };
  const value = readJson(await readBody(request, ask));
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw malformed("is no JSON object");
  // an object of JSON has members by name
  return value as Readonly<Record<string, unknown>>;
}

function demandAccept(accept = "*/*"): void {
  const taken = accept.split(",").map((part) => part.split(";")[0]?.trim().toLowerCase());
  const ours = ["*/*", "application/*", "application/json", "application/problem+json", ""];
  if (taken.some((type) => ours.includes(type ?? ""))) return;
  throw new Unanswerable(406, "Answers are application/json.", "not_acceptable");
}

function scopeIn(header: string | readonly string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === "string" && /^\d{1,19}$/.test(header)) return header;
  throw new Refusal(400, "Header Trellis-Customer must be the id of a customer", "i_wholesaler", {
    key: "whole_number_expected",
  });
}

function readsRussian(header = ""): boolean {
  return /^\s*ru\b/i.test(header);
}

async function send(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  const { status, body, headers } = answer;
  if (body === undefined) {
    response.writeHead(status, { ...always, ...headers });
    response.end();
    return;
  }
  await sendText(request, response, status, JSON.stringify(body), {
    "content-type": "application/json",
    ...headers,
  });
}

/** A smaller answer is not worth packing. */
const leastPacked = 1_024;

async function sendText(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const isPacked = text.length >= leastPacked && takesGzip(request);
  const bytes = isPacked ? await promisify(gzip)(text, { level: 1 }) : Buffer.from(text);
  response.writeHead(status, {
    ...always,
    ...headers,
    ...(isPacked ? { "content-encoding": "gzip" } : {}),
    "content-length": bytes.length,
  });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

async function sendFailure(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  language: "en" | "ru",
): Promise<void> {
  if (error instanceof Unsent || response.headersSent) {
    if (!(error instanceof Unsent)) log.error({ err: error }, "an answer broke off");
    response.destroy();
    return;
  }
  if (request.headers.expect !== undefined && !request.complete) response.shouldKeepAlive = false;
  discardBody(request);
  const [problem, headers] = problemIn(error, language);
  const { reference } = problem;
  await sendText(request, response, problem.status, JSON.stringify(problem), {
    "content-type": "application/problem+json",
    ...(reference === undefined ? {} : { "x-reference": reference }),
    ...headers,
  });
}

/** What we tell a caller whose call failed, and with what headers. */
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
