import type { IncomingMessage } from "node:http";
import { Refusal } from "../refusal";

/** What pages and routes are asked by. */
export const spokenMethods: readonly string[] = ["GET", "HEAD", "POST", "OPTIONS"];

/**
 * Gives a request a target that begins with a slash, whatever form it was sent in. An absolute target names the host,
 * and beats the header; `*` stands for the whole server. Source: RFC 9112 §3.2.
 * @returns false for what is no target
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
 * Where a path leads that was typed with a slash too many, or with backslashes. Never to another host.
 * @returns null where it is as it should be, or is no path to lead on from
 */
export function canonicalPath({ url = "/", method }: IncomingMessage): string | null {
  const [path = "", ...query] = url.split("?");
  if (!/\\|\/\//.test(path) || method === "POST" || !isReadable(path)) return null;
  const canonical = path.replace(/[\\/]+/g, "/");
  return [canonical, ...query].join("?");
}

/** Why a request for a page is not given to Next, which fails over it. null: nothing speaks against it */
export function refuseUnfit(request: IncomingMessage): Refusal | null {
  const [path = ""] = (request.url ?? "/").split("?");
  if (!isReadable(path) || /\\|\/\//.test(path)) return nothingThere;
  return request.method === "POST" && isForeign(request) ? fromElsewhere : null;
}

const nothingThere = new Refusal(404, "There is nothing here.");

const fromElsewhere = new Refusal(403, "This form was sent from another site.", undefined, {
  key: "from_elsewhere",
});

/** Whether it stands for text: what cannot be decoded, or has control characters, is the address of nothing. */
function isReadable(path: string): boolean {
  try {
    // of a path that is sent in bytes beyond ASCII only browsers know the encoding
    return /^[\x21-\x7e]*$/.test(path) && !/\p{Cc}/u.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

/** Whether another site's page sends it. A browser says where a form stands, if it may: 'null' is anywhere. */
function isForeign({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}
