import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Actor } from "../../actor/actor";
import { log } from "../../ground/log";
import type { Caller } from "../../ground/network/caller";
import { takesGzip } from "../../ground/network/takes-gzip";
import { malformed } from "../http/malformed";
import { discardBody, readBody, Unsent } from "../http/read-body";
import { admitByKey } from "./admit";
import { respondToAll } from "./batch";
import { exported } from "./exported";
import { formatIn } from "./formats";
import { headersOfLimits } from "./limits";
import type { Answer } from "./perform";
import { Unanswerable } from "./problem";
import { readJson } from "./read-json";
import { receiptAsPdf } from "./receipt";
import { failureOf, foundAt, type RestRequest, respond } from "./respond";
import { restRoot } from "./routes/route";

/** On every answer, since each is somebody's own. */
const always = {
  "cache-control": "no-store",
  vary: "Authorization, Trellis-Customer, Accept, Accept-Encoding",
};

/**
 * The door of REST: a path and a method are a call. Never throws; after the first byte of an answer it can only cut the
 * connection. Source: rest.
 */
export async function answerRest(
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller,
): Promise<void> {
  const { url = "/", method = "GET" } = request;
  const headers = headersOf(request);
  // an address that only resembles ours is none
  const target = url.startsWith(restRoot) ? url.slice(restRoot.length) : "";
  let actor: Actor | null = null;
  const admit = async () => {
    actor = await admitByKey(headers, caller);
    return actor;
  };
  try {
    if (method === "POST" && target.startsWith("/batch?"))
      throw malformed("has a query; what a request within a batch asks for stands in its path");
    const asked: RestRequest = {
      method,
      target,
      headers,
      body: async (route) => await bodyOf(request, response, route.method === "PATCH"),
    };
    const answer =
      method === "POST" && target === "/batch"
        ? await respondToAll(admit, headers, async () => await bodyOf(request, response, false))
        : await answerTo(asked, admit);
    try {
      await send(request, response, answer, actor);
    } finally {
      answer.ended?.();
    }
  } catch (error) {
    await sendFailure(request, response, error, actor);
  }
}

/** The headers of a request. Node.js makes one key of a call's two, and neither of them is meant. */
function headersOf({ headers, headersDistinct }: IncomingMessage): IncomingHttpHeaders {
  const keys = headersDistinct["idempotency-key"] ?? [];
  return keys.length > 1 ? { ...headers, "idempotency-key": keys } : headers;
}

async function answerTo(asked: RestRequest, admit: () => Promise<Actor>): Promise<Answer> {
  const found = foundAt(asked);
  const actor = await admit();
  const format = formatIn(asked.headers.accept);
  if (format === "json") return await respond(actor, found, asked);
  const isRead = found.route.method === "GET";
  if (format === "pdf" && found.route.receipt) return await receiptAsPdf(actor, found, asked);
  if (isRead && found.route.list !== undefined && format !== null && format !== "pdf")
    return await exported(admit, found, asked, format);
  throw new Unanswerable(406, "Answers are application/json.", "not_acceptable");
}

/** Reads the members of a body; undefined: there is none. @throws Refusal 400 · TooLarge · Unanswerable 415 · Unsent */
async function bodyOf(
  request: IncomingMessage,
  response: ServerResponse,
  isPatch: boolean,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { headers } = request;
  if (headers["transfer-encoding"] === undefined && Number(headers["content-length"] ?? 0) === 0)
    return undefined;
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json" && !(isPatch && type === "application/merge-patch+json"))
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

/** A smaller answer is not worth packing. */
const leastPacked = 1_024;

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body, headers, bytes: file, pieces }: Answer,
  actor: Actor | null,
): Promise<void> {
  const all = { ...always, ...headersOfLimits(actor), ...headers };
  if (pieces) {
    response.writeHead(status, all);
    if (request.method === "HEAD") {
      response.end();
      return;
    }
    // a reader that takes nothing for this long, in ms, is gone
    response.setTimeout(120_000);
    await pipeline(Readable.from(pieces, { objectMode: false, highWaterMark: 65_536 }), response);
    return;
  }
  if (body === undefined) {
    response.writeHead(status, file ? { ...all, "content-length": file.length } : all);
    response.end(request.method === "HEAD" ? undefined : file);
    return;
  }
  const text = JSON.stringify(body);
  const packed =
    text.length >= leastPacked && takesGzip(request) ? await promisify(gzip)(text, { level: 1 }) : null;
  response.writeHead(status, {
    "content-type": "application/json",
    ...all,
    ...(packed ? { "content-encoding": "gzip" } : {}),
    "content-length": packed ? packed.length : Buffer.byteLength(text),
  });
  // what is text goes out in one piece with its headers
  response.end(request.method === "HEAD" ? undefined : (packed ?? text));
}

/** Whether the reader of an answer went away before its end. */
function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}

async function sendFailure(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  actor: Actor | null,
): Promise<void> {
  if (error instanceof Unsent || response.headersSent) {
    if (!(error instanceof Unsent || isGone(error))) log.error({ err: error }, "an answer broke off");
    response.destroy();
    return;
  }
  if (request.headers.expect !== undefined && !request.complete) response.shouldKeepAlive = false;
  discardBody(request);
  await send(request, response, failureOf(error, request.headers["accept-language"]), actor);
}
