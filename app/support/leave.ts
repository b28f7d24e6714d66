import { cookies, headers } from "next/headers";
import { isSecure, supportCookie } from "@/app/visitor";

/** Has the browser hold a support session, beside its own log-in. */
export async function enterSupport(token: string): Promise<void> {
  const { name, options } = supportCookie(isSecure(await headers()));
  (await cookies()).set(name, token, options);
}

/** Has the browser forget it. */
export async function leaveSupport(): Promise<void> {
  const { name, options } = supportCookie(isSecure(await headers()));
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}

/** Whether a form of our own sent a request. Browsers that do not say so are old. */
export function isFromHere(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  return site === null || site === "same-origin";
}

/** Leads on, and has the browser forget the pages of whoever one was. */
export function led(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, "clear-site-data": '"cache"', "cache-control": "no-store" },
  });
}
