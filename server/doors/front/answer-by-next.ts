import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isDatabaseAway } from "../../database/is-away";
import { log } from "../../ground/log";
import { Refusal } from "../../ground/refusal";
import { type Course, type Failure, requestHeader, type Told, watchCourse } from "./course";
import type { Handler } from "./handler";
import { sendInOnePiece } from "./one-piece";
import { notUnderstood } from "./request-target";

/** What we show instead of the requested page. */
type Substitute = {
  readonly status: number;
  /** the path of the page that shows it */
  readonly path: string;
  /** the same for programs, and in case that page fails too */
  readonly text: string;
};

/**
 * Lets Next answer, and if that yields no page shows another one: 'not found', a refusal with its own status, or our
 * failure with its reference. Next itself would send an empty document that only scripts fill.
 * For the reasons and alternatives see docs/decisions/missing-pages.md.
 */
export async function answerByNext(
  request: IncomingMessage,
  response: ServerResponse,
  handler: Handler,
): Promise<unknown> {
  const course = begin(request, response);
  const kept = new Set(["set-cookie", ...response.getHeaderNames()]);
  let substitute: Substitute | null = null;
  const release = holdBack(
    response,
    () => {
      substitute = substituteFor(request, response, course);
      // when a page redirects the answer of its form, Next tells the browser to send the form to the other page
      if (request.method === "POST" && resends.has(response.statusCode)) response.statusCode = 303;
      return substitute !== null;
    },
    () => {
      release();
      for (const name of response.getHeaderNames()) if (!kept.has(name)) response.removeHeader(name);
      if (substitute) void show(request, response, handler, course, substitute);
    },
  );
  return await handler(request, response);
}

/** Redirects after which a browser repeats what it sent. Source: RFC 9110 §15.4 */
const resends: ReadonlySet<number> = new Set([307, 308]);

/** Shows that a page does not exist, or that we refuse it, without asking Next for it. */
export async function answerInstead(
  request: IncomingMessage,
  response: ServerResponse,
  handler: Handler,
  refusal: Refusal,
): Promise<unknown> {
  const course = begin(request, response);
  return await show(request, response, handler, course, refused(course, refusal));
}

function begin(request: IncomingMessage, response: ServerResponse): Course {
  // we never switch protocols, and Next's own calls, which pass these headers on, fail on this one
  delete request.headers.upgrade;
  const id = randomUUID();
  request.headers[requestHeader] = id;
  request.rawHeaders.push(requestHeader, id);
  const { course, end } = watchCourse(id);
  sendInOnePiece(request, response);
  response.once("close", end);
  return course;
}

function substituteFor(
  request: IncomingMessage,
  response: ServerResponse,
  course: Course,
): Substitute | null {
  const { statusCode } = response;
  if (statusCode === 404 && String(response.getHeader("content-type")).startsWith("text/html"))
    return missing;
  // the form's page redirects to the log-in
  if (course.typed && statusCode >= 300 && statusCode < 400 && isForPage(request)) {
    course.instead = { typed: course.typed };
    return { status: 401, path: insteadPath, text: "Your log-in has ended. Log in again." };
  }
  if (response.hasHeader("x-nextjs-action-not-found") && isForPage(request))
    return refused(course, olderPage);
  if (statusCode < 500) return null;
  const { failure } = course;
  // our own code gave this answer, which says enough
  if (failure === null && course.reached) return null;
  if (isRefusal(failure?.error)) return refused(course, failure.error);
  if (failure === null || failure.early) {
    log.warn({ method: request.method, why: sentenceOf(failure) }, "a request was not understood");
    return refused(course, notUnderstood);
  }
  if (isDatabaseAway(failure.error)) {
    log.error({ err: failure.error }, "the database does not answer");
    return refused(course, away);
  }
  const reference = referenceFor(failure);
  log.error({ err: failure.error, reference }, "a page failed");
  course.instead = { reference };
  return {
    status: 500,
    path: insteadPath,
    text: `Something went wrong here. Quote ${reference} when you ask for help.`,
  };
}

/** A path without a page, and that of app/instead. */
const [nowhere, insteadPath] = ["/-", "/instead"];

const missing: Substitute = { status: 404, path: nowhere, text: "There is nothing here." };

const olderPage = new Refusal(409, "This page is older than the program; load it anew.", undefined, {
  key: "older_page",
});

const away: Told = { code: 503, message: "The database does not answer. Try again in a moment." };

/** Gives the same answer for pages that do not exist and for those that are not the reader's. */
function refused(course: Course, refusal: Told): Substitute {
  const { code, message, reason } = refusal;
  if (code === 404 || reason?.key === "out_of_scope") return missing;
  course.instead = { refusal };
  return { status: code, path: insteadPath, text: message };
}

/** Recognises it by name, since pages are in another bundle with a class of their own. */
function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === "Refusal" && "code" in error;
}

function sentenceOf(failure: Failure | null): string {
  const { error = "Next could not read it" } = failure ?? {};
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]?.slice(0, 200) ?? "";
}

/** The same reference that app/error.tsx shows if a page fails during a navigation. */
function referenceFor({ error }: Failure): string {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  return typeof digest === "string" ? digest : randomBytes(4).toString("hex");
}

/** Whether a browser waits for a page, rather than a script for an answer. */
function isForPage({ headers }: IncomingMessage): boolean {
  const destination = headers["sec-fetch-dest"] ?? "document";
  return destination === "document" && headers.rsc === undefined && headers["next-action"] === undefined;
}

/** Under this Next remembers things about a request while it answers it. */
const remembered = Symbol.for("NextInternalRequestMeta");

async function show(
  request: IncomingMessage,
  response: ServerResponse,
  handler: Handler,
  course: Course,
  { status, path, text }: Substitute,
): Promise<unknown> {
  if (status === 503) response.setHeader("retry-after", "5");
  const kept = response.getHeaderNames();
  const plainly = () => {
    for (const name of response.getHeaderNames()) if (!kept.includes(name)) response.removeHeader(name);
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
    response.end(`${text}\n`);
  };
  if (!isForPage(request)) return plainly();
  request.url = path;
  request.method = "GET";
  // Next must not stumble over the same header again
  for (const name of Object.keys(request.headers))
    if (/^(?:next-|rsc$|content-|transfer-)/.test(name) && name !== "content-security-policy")
      delete request.headers[name];
  Reflect.deleteProperty(request, remembered);
  // reset what the first answer left
  response.statusCode = 200;
  course.failure = null;
  response.setMaxListeners(2 * response.getMaxListeners());
  const release = holdBack(
    response,
    () => {
      if (response.statusCode >= 500) return true;
      response.statusCode = status;
      return false;
    },
    () => {
      release();
      log.error({ err: course.failure?.error }, "the page shown instead failed, too");
      plainly();
    },
  );
  return await handler(request, response).catch(() => response.destroy());
}

/**
 * Asks `judge` before the first byte of an answer goes out. If it says so, we send none of the answer and call `instead`
 * at its end.
 * @returns a function that restores the response
 */
function holdBack(response: ServerResponse, judge: () => boolean, instead: () => void): () => void {
  const { write, end, flushHeaders, writeHead } = response;
  let held: boolean | undefined;
  let hasEnded = false;
  const isHeld = () => {
    held ??= !response.headersSent && judge();
    return held;
  };
  Object.assign(response, {
    writeHead: (status: number, ...others: never[]) => {
      if (held === undefined) response.statusCode = status;
      return isHeld() ? response : Reflect.apply(writeHead, response, [response.statusCode, ...others]);
    },
    flushHeaders: () => isHeld() || Reflect.apply(flushHeaders, response, []),
    write: (...given: unknown[]) => isHeld() || Reflect.apply(write, response, given),
    end: (...given: unknown[]) => {
      if (!isHeld()) return Reflect.apply(end, response, given);
      // Next ends some failed answers twice, the second time right behind the first
      if (!hasEnded) setImmediate(instead);
      hasEnded = true;
      return response;
    },
  });
  // what was put around them before stays
  return () => Object.assign(response, { write, end, flushHeaders, writeHead });
}
