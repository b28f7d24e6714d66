import { isLocal } from "@/server/identity/auth-customer";
import type { Visitor } from "@/server/identity/sign-in";
import { addressHeader, forwardedHeader } from "@/server/network/caller";

type Headers = { get(name: string): string | null };

/** Who is before a page, by the headers that main.ts made true. */
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

/** The cookie by which a browser is known that somebody was logged in with: for a year. */
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

/** The cookie that holds a support session: found ended, it says so for a day. */
export function supportCookie(secure: boolean) {
  return {
    name: `${secure ? "__Host-" : ""}trellis.support`,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure, maxAge: 24 * 60 * 60 },
  };
}

/** What the browser holds of a support session; null: nothing. */
export function supportTokenOf(headers: Headers): string | null {
  return cookieOf(headers, supportCookie(isSecure(headers)).name);
}

/** Whether the address was passed on by somebody who is no trusted proxy. */
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

/** The origin that a browser sees: what a passkey was signed for. */
export function originOf(headers: Headers): string {
  return `${isSecure(headers) ? "https" : "http"}://${hostOf(headers)}`;
}

/** Whether a request came over HTTPS, by what main.ts, or a trusted proxy, says. */
export function isSecure(headers: Headers): boolean {
  return headers.get("x-forwarded-proto") === "https";
}

/**
 * The host of a request. Read here alone: for a forwarded action Next calls itself on localhost, and `host` is
 * then its own; `x-forwarded-host` is ours, from main.ts (vercel/next.js #96344).
 * @throws where there is none: an unknown host is an error, never a default brand
 */
export function hostOf(headers: Headers): string {
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  if (!host) throw new Error("a request has a host");
  return host.toLowerCase();
}
