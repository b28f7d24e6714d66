import { cookies, headers } from "next/headers";
import { isSecure, supportCookie } from "@/app/web/session/visitor";

/** Stores a support session in the browser, beside its own log-in. */
export async function enterSupport(token: string): Promise<void> {
  const { name, options } = supportCookie(isSecure(await headers()));
  (await cookies()).set(name, token, options);
}

/** Makes the browser forget the support session. */
export async function leaveSupport(): Promise<void> {
  const { name, options } = supportCookie(isSecure(await headers()));
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}

/** Whether one of our own forms sent the request. Old browsers do not say. */
export function isFromHere(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  return site === null || site === "same-origin";
}

const fresh = { "clear-site-data": '"cache"', "cache-control": "no-store" };

/**
 * Answers a request from within a page with a text that makes the browser load the whole page, so that nothing of one
 * identity survives in another. null: the browser already asks for a whole page
 */
export function askedWithinPage(request: Request): Response | null {
  const asks = request.headers.get("sec-fetch-dest");
  if (asks === null || asks === "document") return null;
  return new Response("Load the whole page.\n", { headers: fresh });
}

/** Redirects, and makes the browser forget the pages of the former identity. */
export function led(location: string): Response {
  return new Response(null, { status: 303, headers: { ...fresh, location } });
}
