import type { IncomingMessage } from "node:http";
import { Refusal } from "../../ground/refusal";

/** The methods that pages and routes answer. */
export const spokenMethods: readonly string[] = ["GET", "HEAD", "POST", "OPTIONS"];

/**
 * Gives a request a target that begins with a slash, whatever form the client sent. An absolute target names the host,
 * and overrides the header; `*` stands for the whole server. Source: RFC 9112 §3.2.
 * @returns false if it is not a target
 */
export function readTarget(request: IncomingMessage): boolean {
  const { url = "", method, headers } = request;
  if (url.startsWith("/")) return true;
  if (url === "*" && method === "OPTIONS") {
    request.url = "/";
    return true;
  }
  const [, host, rest = ""] = /^https?:\/\/([^/?#@\s]+)(.*)$/is.exec(url) ?? [];
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  headers.host = host;
  request.url = rest.startsWith("/") ? rest : `/${rest}`;
  return true;
}

/**
 * Where to redirect a path that somebody typed with a slash too many, or with backslashes. Never to another host.
 * @returns null if the path needs no redirect, or cannot have one
 */
export function canonicalPath({ url = "/", method }: IncomingMessage): string | null {
  const [path = "", ...query] = url.split("?");
  if (!/\\|\/\//.test(path) || method === "POST" || !isReadable(path)) return null;
  return [withoutExtraSlashes(path), ...query].join("?");
}

/** A path as it was meant, without slashes too many and backslashes. */
export function withoutExtraSlashes(path: string): string {
  return path.replace(/[\\/]+/g, "/");
}

/** Why we do not pass a request for a page to Next, which would fail on it. null: nothing speaks against it */
export function refuseUnfit(request: IncomingMessage): Refusal | null {
  const [path = ""] = (request.url ?? "/").split("?");
  if (!isReadable(path) || /\\|\/\//.test(path)) return nothingThere;
  if (request.method !== "POST") return null;
  if (isForeign(request)) return fromElsewhere;
  return isEncodedAction(request) ? notUnderstood : null;
}

const nothingThere = new Refusal(404, "There is nothing here.");

const fromElsewhere = new Refusal(403, "This form was sent from another site.", undefined, {
  key: "from_elsewhere",
});

/** The answer to a request that makes no sense. */
export const notUnderstood = new Refusal(400, "This request cannot be understood.", undefined, {
  key: "not_understood",
});

/** Whether it calls an action in an encoding that no script of Next's uses. Next would draw a page without our layout. */
function isEncodedAction({ headers }: IncomingMessage): boolean {
  const isEncoded = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  return isEncoded && headers["next-action"] !== undefined;
}

/** Whether a path decodes to text without control characters; no page has any other address. */
function isReadable(path: string): boolean {
  try {
    // only browsers know the encoding of bytes beyond ASCII
    return /^[\x21-\x7e]*$/.test(path) && !/\p{Cc}/u.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

/** Whether another site's page sent it. Browsers say which site a form is on, if they may: 'null' is anywhere. */
function isForeign({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}
