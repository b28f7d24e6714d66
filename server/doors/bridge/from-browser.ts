import type { IncomingHttpHeaders } from "node:http";
import { isFromPage } from "../http/calling";

/**
 * Whether a browser sent it, for a page, from its address bar, or ahead of somebody's click: a GET that writes must not
 * be followed as a link.
 */
export function isFromBrowser(headers: IncomingHttpHeaders): boolean {
  const says = (name: string, what: RegExp) => what.test(String(headers[name] ?? ""));
  const isAhead = ["purpose", "sec-purpose", "x-purpose", "x-moz"].some((name) =>
    says(name, /\b(prefetch|prerender|preview)\b/i),
  );
  // libraries of programs say `cors` or `empty`, if anything
  const isVisit = says("sec-fetch-mode", /navigate/i) || says("sec-fetch-dest", /^(?!empty$)./i);
  return isFromPage(headers) || isAhead || isVisit;
}
