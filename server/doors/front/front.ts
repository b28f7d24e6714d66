import type { IncomingMessage, ServerResponse } from "node:http";
import { isKnownHost } from "../../brand/hosts";
import { log } from "../../ground/log";
import { type Caller, callerOf, isRelayed, overwriteForwarding } from "../../ground/network/caller";
import { settings } from "../../ground/settings";
import { bridgeAt } from "../bridge/address";
import { answerBridge } from "../bridge/door";
import { answerOpenApi, openApiAt } from "../openapi/answer-openapi";
import { answerRest } from "../rest/door";
import { restRoot } from "../rest/routes/route";
import { answerXmlApi } from "../xmlapi/door";
import { answerByNext, answerInstead } from "./answer-by-next";
import { boundForm } from "./bounded-form";
import type { Handler } from "./handler";
import { isReady } from "./health";
import { boundPieces } from "./many-pieces";
import { type Asking, maySay } from "./may-serve";
import { canonicalPath, readTarget, refuseUnfit, spokenMethods, withoutExtraSlashes } from "./request-target";
import { secure, secureAnswer } from "./security-headers";

/**
 * Stands in front of Next. Only this code knows the caller's address; it overwrites the forwarding headers, answers
 * health checks, and turns away hosts that we do not serve. Never throws.
 * @param handler Next, or null while the program starts
 * @param development whether `npm run dev` serves the pages, which load more
 */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handler: Handler | null,
  development = false,
): Promise<void> {
  try {
    boundPieces(request, response);
    if (!readTarget(request)) return plain(response, 400, "This request cannot be understood.");
    const caller = callerOf(request, settings().trustedProxies);
    const relayed = isRelayed(request);
    const isCall = isOfPrograms(request);
    // the doors of programs read none of what we overwrite
    if (!isCall) overwriteForwarding(request, caller);
    if (log.isLevelEnabled("info")) noteWhenDone(request, response, caller);
    if (isCall) secureAnswer(response, caller, development);
    else secure(request, response, caller, development);
    await route(request, response, handler, { ...caller, relayed });
  } catch (error) {
    log.error({ err: error, path: pathOf(request) }, "request failed");
    if (response.headersSent) response.destroy();
    else plain(response, 500, "Something went wrong here. Try again.");
  }
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  handler: Handler | null,
  caller: Asking,
): Promise<unknown> {
  const path = pathOf(request);
  // doors for programs read the body by themselves
  const isCall = isOfPrograms(request);
  // many answers below do not wait for the body, which may never end
  if (!isCall && request.headers["transfer-encoding"] !== undefined) response.shouldKeepAlive = false;
  if (path === "/health") return plain(response, 200, "alive");
  if (handler === null) return plain(response, 503, "Trellis is starting. Try again in a moment.");
  if (path === "/health/ready") {
    const why = await isReady();
    return plain(response, why === true ? 200 : 503, why === true ? "ready" : why);
  }
  // these answer on any host
  if (isCallOfApi(request)) return await answerXmlApi(request, response, caller);
  if (path === "/xmlapi" || path.startsWith("/xmlapi/")) {
    return plain(response, 404, "The API is at /xmlapi/xmlapi.");
  }
  if (path === "/branding/may-serve") return plain(response, ...(await mayServe(request, caller)));
  // the client waits for our word before it sends the body; those doors ask for it by themselves
  if (request.headers.expect !== undefined && !isCall) response.writeContinue();
  const known = await isKnownHost(request.headers.host ?? "").catch((error: unknown) => {
    log.error({ err: error }, "the host could not be looked up");
    return null;
  });
  if (known === null) return plain(response, 503, "The database does not answer. Try again in a moment.");
  if (!known) return plain(response, 421, "This host is not served here.");
  if (path === openApiAt) return answerOpenApi(request, response);
  if (isRest(path)) return await answerRest(request, response, caller);
  if (isBridge(path)) return await answerBridge(request, response, caller);
  if (!spokenMethods.includes(request.method ?? "")) {
    response.setHeader("allow", spokenMethods.join(", "));
    return plain(response, 405, "Pages are asked for by GET, and forms sent by POST.");
  }
  if (request.method === "OPTIONS") {
    response.writeHead(204, { allow: spokenMethods.join(", ") });
    return response.end();
  }
  const canonical = canonicalPath(request);
  if (canonical !== null) {
    response.writeHead(308, { location: canonical, "cache-control": "no-store" });
    return response.end();
  }
  const unfit = refuseUnfit(request);
  if (unfit) return await answerInstead(request, response, handler, unfit);
  const bounded = await boundForm(request);
  if (bounded === null) return plain(response, 413, "This is too large to be sent here.");
  if (bounded.isCut) sayTooLarge(request, response);
  return await answerByNext(bounded.request, response, handler);
}

/** We answer a cut form with the page it is on, with sentences beside its fields. */
function sayTooLarge(request: IncomingMessage, response: ServerResponse): void {
  // a script reads only a successful answer
  if (request.headers["next-action"] !== undefined) return;
  const { writeHead } = response;
  response.writeHead = (status: number, ...rest: unknown[]) =>
    Reflect.apply(writeHead, response, [status === 200 ? 413 : status, ...rest]);
}

/** Tells the proxy in front whether we serve a host; a 503 makes it ask again. */
async function mayServe(request: IncomingMessage, caller: Asking): Promise<readonly [number, string]> {
  try {
    return await maySay(request.url ?? "", caller);
  } catch (error) {
    log.error({ err: error }, "a host could not be looked up for the proxy");
    return [503, "The database does not answer. Try again in a moment."];
  }
}

function noteWhenDone(request: IncomingMessage, response: ServerResponse, { address }: Caller): void {
  const began = performance.now();
  // without the query, which may contain what somebody searched for
  const facts = { method: request.method, path: pathOf(request), address };
  response.once("close", () => {
    const ms = Math.round(performance.now() - began);
    log.info({ ...facts, status: response.statusCode, ms }, "answered");
  });
}

function isCallOfApi(request: IncomingMessage): boolean {
  const path = pathOf(request);
  return path === "/xmlapi/xmlapi" || path.startsWith("/xmlapi/xmlapi/");
}

/** Whether a door for programs answers, and not a page. */
function isOfPrograms(request: IncomingMessage): boolean {
  const path = pathOf(request);
  return isCallOfApi(request) || isRest(path) || isBridge(path);
}

/**
 * Whether REST answers a path: also one with a slash too many, where it has nothing. Pages redirect those, but a
 * program would send its key along. Its problems are explained on pages.
 */
function isRest(path: string): boolean {
  const meant = withoutExtraSlashes(path);
  return (
    meant === restRoot || (meant.startsWith(`${restRoot}/`) && !meant.startsWith(`${restRoot}/problems/`))
  );
}

/** Whether old programs call. */
function isBridge(path: string): boolean {
  return path === bridgeAt;
}

/** The path without its query. */
function pathOf({ url = "/" }: IncomingMessage): string {
  return url.split("?")[0] ?? "/";
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    ...(status === 503 ? { "retry-after": "5" } : {}),
  });
  response.end(`${text}\n`);
}
