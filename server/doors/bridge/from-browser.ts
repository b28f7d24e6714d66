import type { IncomingHttpHeaders } from "node:http";
import { isFromPage } from "../http/calling";

/**
 * Whether a browser sent it, for a page, from its address bar, or ahead of somebody's click: a GET that writes must not
 * be followed as a link.
 */
export function isFromBrowser(headers: IncomingHttpHeaders): boolean {
  const isAhead = ["purpose", "sec-purpose"].some((name) =>
    /\bprefetch\b/i.test(String(headers[name] ?? "")),
  );
  return isFromPage(headers) || isAhead || headers["sec-fetch-mode"] === "navigate";
}
