import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { canonicalAddress, inNetworks, type Network } from "./networks";

/** Where a request comes from. */
export type Caller = {
  /** '' if the socket is already closed */
  readonly address: string;
  /**
   * forwarding headers came from a socket that is not a trusted proxy: such a request is never trusted and counts as in
   * no support network
   */
  readonly forwarded: boolean;
  readonly protocol: "http" | "https";
};

/**
 * Finds the caller's address: the socket's, or behind trusted proxies the first address from the right in
 * `X-Forwarded-For` that is not a proxy. Source: semantics, 'The caller's address'.
 */
export function callerOf(request: IncomingMessage, proxies: readonly Network[]): Caller {
  const { headers, socket } = request;
  if (headers[passHeader] === pass) return rememberedCaller(headers);
  const own = canonicalAddress(socket.remoteAddress ?? "") ?? "";
  const encrypted = "encrypted" in socket && socket.encrypted === true;
  if (!inNetworks(proxies, own)) {
    return { address: own, forwarded: hasForwarding(headers), protocol: encrypted ? "https" : "http" };
  }
  const hops = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter(Boolean);
  let address = own;
  for (const hop of hops.reverse()) {
    const known = canonicalAddress(hop);
    // our proxies write nothing but addresses
    if (known === null) break;
    address = known;
    if (!inNetworks(proxies, known)) break;
  }
  const protocol =
    String(headers["x-forwarded-proto"] ?? "")
      .split(",")
      .at(-1)
      ?.trim() === "https"
      ? "https"
      : "http";
  return { address, forwarded: false, protocol };
}

/**
 * Recognises Next's calls to itself. After an action that redirects, Next requests the next page from its own address
 * with the headers that we gave it (vercel/next.js #96344). A secret of this program among them marks such a call; its
 * host and caller are those of the person's own request.
 */
const passHeader = "x-trellis-pass";
let pass = randomBytes(24).toString("base64url");

/** The secret, for the processes that serve beside this one: Next's call may reach any of them. */
export function passInUse(): string {
  return pass;
}

/** Takes over the secret of the process that started this one. */
export function sharePass(secret: string): void {
  pass = secret;
}

function rememberedCaller(headers: IncomingHttpHeaders): Caller {
  const [host] = [headers["x-forwarded-host"] ?? []].flat();
  if (host) headers.host = host;
  return {
    address: String(headers[addressHeader] ?? ""),
    forwarded: headers[forwardedHeader] !== undefined,
    protocol: headers["x-forwarded-proto"] === "https" ? "https" : "http",
  };
}

/** The headers that tell the rest of the program who calls. We overwrite whatever the client sent in them. */
export const addressHeader = "x-trellis-address";
export const forwardedHeader = "x-trellis-forwarded";
/** The requested path without its query, which Next does not tell pages. */
export const pathHeader = "x-trellis-path";

/** Overwrites every forwarding header with the truth before anything else reads it. */
export function overwriteForwarding(request: IncomingMessage, caller: Caller): void {
  const { headers } = request;
  for (const name of Object.keys(headers)) {
    if (isForwarding(name) || name.startsWith("x-trellis-")) delete headers[name];
  }
  headers["x-forwarded-for"] = caller.address;
  headers["x-forwarded-host"] = headers.host;
  headers["x-forwarded-proto"] = caller.protocol;
  headers[addressHeader] = caller.address;
  headers[pathHeader] = pathOf(request.url ?? "/");
  headers[passHeader] = pass;
  if (caller.forwarded) headers[forwardedHeader] = "1";
  // some code reads the raw headers, so they must say the same
  request.rawHeaders = Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? ""]).flatMap((one) => [name, one]),
  );
}

/** The path with its dot segments resolved, so that no spelling of it hides where it leads. */
function pathOf(url: string): string {
  const whole = `http://portal${url.startsWith("/") ? "" : "/"}${url.replace(/^\/+/, "/")}`;
  return URL.canParse(whole) ? new URL(whole).pathname.slice(0, 200) : "/";
}

/** Whether anybody forwarded the request, trusted or not. Call this before the headers are overwritten. */
export function isRelayed({ headers }: IncomingMessage): boolean {
  return hasForwarding(headers);
}

function hasForwarding(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some(isForwarding);
}

function isForwarding(name: string): boolean {
  return name === "forwarded" || name === "via" || name.startsWith("x-forwarded-") || vendors.test(name);
}

/** Headers that proxies and CDNs use instead: `x-real-ip`, `cf-connecting-ip`, `true-client-ip`, `x-envoy-…`. */
const vendors =
  /(^|-)(real|client|connecting|remote)-?(ip|addr(ess)?)$|^x-(original-forwarded|envoy|cluster-client)-/;
