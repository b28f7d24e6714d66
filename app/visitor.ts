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
    local: isLocal(address) && headers.get(forwardedHeader) === null,
  };
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
