import type { IncomingMessage, ServerResponse } from "node:http";
import type { Actor } from "../../actor/actor";
import { log } from "../../ground/log";
import type { Caller } from "../../ground/network/caller";
import { Refusal } from "../../ground/refusal";
import { recordRefusal } from "../../operation/record-refusal";
import { ReplayedCall } from "../../operation/replayed-call";
import { discardBody, readBody, Unsent } from "../http/read-body";
import { admit, challengeFor } from "./admit";
import { readCall } from "./codec/read-call";
import { writeFault } from "./codec/write";
import { type Fault, faultOf, faultOfRefusal } from "./fault";
import type { Methods } from "./method";
import { methods } from "./methods";
import { perform } from "./perform";
import { sendAnswer, sendDocument } from "./send";

/**
 * The door of XML-RPC. Finds out from the headers who is calling before it reads the body. Never throws; if it fails
 * after the first byte of an answer, it cuts the connection.
 * Source: semantics, 'The XML-RPC door'.
 * @param available the methods, if tests bring others than the usual ones
 */
export async function answerXmlApi(
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller,
  available: Methods = methods,
): Promise<void> {
  if (request.method !== "POST") {
    return refuse(request, response, 405, { allow: "POST" }, "Call this address by POST, with XML-RPC.");
  }
  const { url = "/", headers } = request;
  let called = "";
  let actor: Actor | undefined;
  try {
    const admission = await admit({ method: "POST", url, headers, caller });
    switch (admission.kind) {
      case "browser":
        return refuse(request, response, 403, {}, "This address is not for web pages.");
      case "challenge":
        return refuse(request, response, 401, { "www-authenticate": [...admission.headers] }, "Who calls?");
      case "refused":
        return await refuseCall(request, response, admission.refusal);
      case "actor": {
        actor = admission.actor;
        const ask = () => {
          if (headers.expect !== undefined) response.writeContinue();
        };
        const { method, params } = readCall(await readBody(request, ask), headers["content-type"]);
        called = method;
        const answer = await perform(admission.actor, method, params, available);
        // only now, since a multicall may take longer to answer
        response.setTimeout(stalledMs);
        return await sendAnswer(request, response, answer);
      }
      default:
        return admission satisfies never;
    }
  } catch (error) {
    // the call was unreadable, or its method unknown, so no operation recorded it
    if (actor && error instanceof Refusal) await recordRefusal(actor, called, error);
    await answerFailure(request, response, caller, called, error);
  }
}

async function answerFailure(
  request: IncomingMessage,
  response: ServerResponse,
  caller: Caller,
  method: string,
  error: unknown,
): Promise<void> {
  if (error instanceof Unsent || response.headersSent) {
    if (!(error instanceof Unsent)) log.error({ err: error, method }, "an answer broke off");
    response.destroy();
    return;
  }
  if (error instanceof ReplayedCall) {
    refuse(request, response, 401, { "www-authenticate": [...challengeFor(caller)] }, "Who calls?");
    return;
  }
  await sendFault(request, response, faultOf(error, method));
}

/** Answers a known caller who may not call with a fault; the body was not read. */
async function refuseCall(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
): Promise<void> {
  await sendFault(request, response, faultOfRefusal(refusal));
}

async function sendFault(
  request: IncomingMessage,
  response: ServerResponse,
  { faultCode, faultString, reference }: Fault,
): Promise<void> {
  leaveUnread(request, response);
  const references = reference === undefined ? [] : [reference];
  await sendDocument(request, response, writeFault(faultCode, faultString), references);
}

/** Answers with a plain HTTP status, before we read anything. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string | string[]>>,
  text: string,
): void {
  leaveUnread(request, response);
  response.writeHead(status, {
    ...headers,
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(`${text}\n`);
}

/** Discards the unread body; if the sender waits to be asked for it, we cannot know whether it will come. */
function leaveUnread(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.expect !== undefined && !request.complete) response.shouldKeepAlive = false;
  discardBody(request);
}

/** A reader that takes nothing for this long, in ms, is gone. */
const stalledMs = 120_000;
