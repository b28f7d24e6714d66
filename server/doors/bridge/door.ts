import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { log } from "../../ground/log";
import type { Caller } from "../../ground/network/caller";
import { settings } from "../../ground/settings";
import { isEncrypted } from "../http/calling";
import { discardBody, readBody, TooLarge, Unsent } from "../http/read-body";
import { type Fault, faultOf } from "../xmlapi/fault";
import type { Methods } from "../xmlapi/method";
import { methods } from "../xmlapi/methods";
import { admitByFields } from "./admit";
import { isFromBrowser } from "./from-browser";
import { type Answer, perform } from "./perform";
import { type Fields, fieldsIn } from "./read-fields";

/** The longest address, in characters: all fields stand in it. */
const longest = 16_384;

/**
 * The address for programs that send login, API password and call in the query of a GET, or as a form. There is nothing
 * unless FLYSIP_BRIDGE is on. Never throws; after the first byte of an answer it can only cut the connection.
 * Source: rest, 'The bridge for old programs'.
 * @param available the methods, if tests bring others than those of XML-RPC
 */
export async function answerBridge(
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller,
  available: Methods = methods,
): Promise<void> {
  let called = "";
  let isAdmitted = false;
  try {
    const unfit = unfitFor(request, caller);
    if (unfit) {
      leaveUnread(request, response);
      sendFault(response, unfit.faultCode, unfit);
      return;
    }
    const fields = await fieldsOf(request, response);
    const actor = await admitByFields(fields, request.headers.host ?? "", caller);
    isAdmitted = true;
    called = fields.get("action") ?? "";
    await send(response, await perform(actor, fields, available));
  } catch (error) {
    fail(request, response, error, { called, isAdmitted });
  }
}

/** What is wrong with a request before we read its fields; null: nothing is. */
function unfitFor({ method = "GET", url = "/", headers }: IncomingMessage, caller: Caller): Fault | null {
  const wrong = (faultCode: number, faultString: string) => ({ faultCode, faultString });
  if (!settings().flysipBridge) return wrong(404, "There is nothing here.");
  if (method !== "GET" && method !== "POST") return wrong(405, "Call this address by POST, with a form.");
  if (url.length > longest) return wrong(414, `The address is longer than ${longest} characters; use POST.`);
  if (isFromBrowser(headers)) return wrong(403, "This address is not for web pages.");
  // the password itself is in the query: here XMLAPI_ALLOW_HTTP lifts nothing
  if (!isEncrypted(caller)) return wrong(403, "The API takes credentials over HTTPS only; use https://.");
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers["content-type"] ?? "");
  if (method === "POST" && !isForm) return wrong(415, "Send a form: application/x-www-form-urlencoded.");
  return null;
}

/** @throws TooLarge · Unsent */
async function fieldsOf(request: IncomingMessage, response: ServerResponse): Promise<Fields> {
  const { method, url = "/", headers } = request;
  if (method !== "POST") {
    leaveUnread(request, response);
    return fieldsIn(/\?(.*)$/s.exec(url)?.[1] ?? "");
  }
  const ask = () => {
    if (headers.expect !== undefined) response.writeContinue();
  };
  return fieldsIn(Buffer.from(await readBody(request, ask)).toString("latin1"));
}

const always = {
  "content-type": "application/json",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
};

/** A reader that takes nothing for this long, in ms, is gone. */
const stalledMs = 120_000;

async function send(response: ServerResponse, answer: Answer): Promise<void> {
  if (typeof answer === "string") {
    sendText(response, 200, answer);
    return;
  }
  response.setTimeout(stalledMs);
  response.writeHead(200, always);
  await pipeline(Readable.from(answer, { objectMode: false, highWaterMark: 65_536 }), response);
}

/** A caller who was let in gets HTTP 200 whatever happens, as old programs take what is in `result` for the message. */
function fail(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  { called, isAdmitted }: { readonly called: string; readonly isAdmitted: boolean },
): void {
  if (error instanceof Unsent || response.headersSent) {
    if (!(error instanceof Unsent))
      log.error({ err: error, method: called.slice(0, 100) }, "an answer broke off");
    response.destroy();
    return;
  }
  leaveUnread(request, response);
  const fault = faultOf(error, called);
  sendFault(response, isAdmitted ? 200 : error instanceof TooLarge ? 413 : fault.faultCode, fault);
}

function sendFault(
  response: ServerResponse,
  status: number,
  { faultCode, faultString, reference }: Fault,
): void {
  const text = JSON.stringify({ result: faultString, faultCode, faultString });
  sendText(response, status, text, {
    ...(reference === undefined ? {} : { "x-reference": reference }),
    ...(status === 405 ? { allow: "GET, POST" } : {}),
  });
}

function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...always, ...headers, "content-length": Buffer.byteLength(text) });
  response.end(text);
}

/** Discards the unread body; if the sender waits to be asked for it, we cannot know whether it will come. */
function leaveUnread(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.expect !== undefined && !request.complete) response.shouldKeepAlive = false;
  discardBody(request);
}
