import type { Visitor } from "@/server/credentials/visitor";
import { addressHeader, forwardedHeader } from "@/server/ground/network/caller";
import { isLocal } from "@/server/ground/network/networks";

type Headers = { get(name: string): string | null };

/** Describes the visitor of a page, from headers that the front has verified. */
export function visitorOf(headers: Headers): Visitor {
  const address = headers.get(addressHeader);
  return {
    host: hostOf(headers),
    address,
    userAgent: headers.get("user-agent") ?? "",
    device: cookieOf(headers, deviceCookie(isSecure(headers)).name),
    local: isLocal(address) && headers.get(forwardedHeader) === null,
  };
}

/** The cookie by which we recognise a browser in which somebody logged in; it lasts a year. */
export function deviceCookie(secure: boolean) {
  return {
    name: `${secure ? "__Host-" : ""}trellis.device`,
    options: {
      httpOnly: true,
      sameSite: "lax" as const,
      path: "/",
      secure,
      maxAge: 365 * 24 * 60 * 60,
    },
  };
}

/** The cookie of a support session. It outlives the session by a day, so that we can say that it ended. */
export function supportCookie(secure: boolean) {
  return {
    name: `${secure ? "__Host-" : ""}trellis.support`,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure, maxAge: 24 * 60 * 60 },
  };
}

/** The token of a support session in the browser; null: none. */
export function supportTokenOf(headers: Headers): string | null {
  return cookieOf(headers, supportCookie(isSecure(headers)).name);
}

/** Whether a proxy that we do not trust passed the address on. */
export function isForwarded(headers: Headers): boolean {
  return headers.get(forwardedHeader) !== null;
}

function cookieOf(headers: Headers, name: string): string | null {
  const found = headers
    .get("cookie")
    ?.split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? null;
}

/** The origin that the browser sees, which passkeys sign. */
export function originOf(headers: Headers): string {
  return `${isSecure(headers) ? "https" : "http"}://${hostOf(headers)}`;
}

/** Whether a request came over HTTPS, as the front or a trusted proxy says. */
export function isSecure(headers: Headers): boolean {
  return headers.get("x-forwarded-proto") === "https";
}

/**
 * The host of a request. Read it only here: for a forwarded action Next calls itself on localhost, and `host` is then its
 * own; the front sets `x-forwarded-host` (vercel/next.js #96344).
 * @throws if there is none: an unknown host is an error, never a default brand
 */
export function hostOf(headers: Headers): string {
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  if (!host) throw new Error("a request has a host");
  return host.toLowerCase();
}
