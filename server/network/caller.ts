import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { canonicalAddress, isWithin, type Network } from "./networks";

/** Where a request comes from. */
export type Caller = {
  /** '' where the socket is gone already */
  readonly address: string;
  /**
   * forwarding headers came from a socket that is no trusted proxy: such a request is never trusted, and in no
   * network of support's
   */
  readonly forwarded: boolean;
  readonly protocol: "http" | "https";
};

/**
 * The caller's address: the socket's, or behind trusted proxies the first address from the right in
 * `X-Forwarded-For` that is no proxy. Source: semantics, 'The caller's address'.
 */
export function callerOf(request: IncomingMessage, proxies: readonly Network[]): Caller {
  const { headers, socket } = request;
  if (headers[passHeader] === pass) return rememberedCaller(headers);
  const own = canonicalAddress(socket.remoteAddress ?? "") ?? "";
  const encrypted = "encrypted" in socket && socket.encrypted === true;
  if (!isWithin(proxies, own)) {
    return { address: own, forwarded: hasForwarding(headers), protocol: encrypted ? "https" : "http" };
  }
  const hops = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter(Boolean);
  let address = own;
  for (const hop of hops.reverse()) {
    const known = canonicalAddress(hop);
    // what is no address was not written by a proxy of ours
    if (known === null) break;
    address = known;
    if (!isWithin(proxies, known)) break;
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
 * After an action that leads elsewhere Next calls itself on its own address, with the headers that it was given
 * (vercel/next.js #96344). Among them is a secret of this process, by which such a call is known; its host and
 * caller are those of the person's own request.
 */
const passHeader = "x-trellis-pass";
const pass = randomBytes(24).toString("base64url");

function rememberedCaller(headers: IncomingHttpHeaders): Caller {
  const [host] = [headers["x-forwarded-host"] ?? []].flat();
  if (host) headers.host = host;
  return {
    address: String(headers[addressHeader] ?? ""),
    forwarded: headers[forwardedHeader] !== undefined,
    protocol: headers["x-forwarded-proto"] === "https" ? "https" : "http",
  };
}

/** The headers by which the rest of the program learns the caller: ours alone, whatever was sent. */
export const addressHeader = "x-trellis-address";
export const forwardedHeader = "x-trellis-forwarded";
/** The path that was asked for, without its question: pages do not learn it from Next. */
export const pathHeader = "x-trellis-path";

/** Overwrites every forwarding header with what is true, before anybody else sees them. */
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
  // whoever reads the headers as they were sent must see the same
  request.rawHeaders = Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? ""]).flatMap((one) => [name, one]),
  );
}

/** The path that a page is found by, without dots that lead elsewhere: how it was spelled hides nothing. */
function pathOf(url: string): string {
  const whole = `http://portal${url.startsWith("/") ? "" : "/"}${url.replace(/^\/+/, "/")}`;
  return URL.canParse(whole) ? new URL(whole).pathname.slice(0, 200) : "/";
}

/** Whether a request was passed on by somebody, trusted or not. Before its headers are overwritten. */
export function isRelayed({ headers }: IncomingMessage): boolean {
  return hasForwarding(headers);
}

function hasForwarding(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some(isForwarding);
}

function isForwarding(name: string): boolean {
  return name === "forwarded" || name === "via" || name.startsWith("x-forwarded-") || vendors.test(name);
}

/** What proxies and delivery networks say instead: `x-real-ip`, `cf-connecting-ip`, `true-client-ip`, `x-envoy-…`. */
const vendors =
  /(^|-)(real|client|connecting|remote)-?(ip|addr(ess)?)$|^x-(original-forwarded|envoy|cluster-client)-/;
