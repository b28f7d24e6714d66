import type { NextRequest } from "next/server";
import { handlers } from "@/app/auth";

/** next-auth's own routes, but for the one that tells a script of the page the session id within its cookie. */
function unlessSession(handle: (request: NextRequest) => Promise<Response>) {
  return async (request: NextRequest): Promise<Response> =>
    /\/session\/?$/.test(request.nextUrl.pathname)
      ? new Response("Not found\n", { status: 404 })
      : await handle(request);
}

export const GET = unlessSession(handlers.GET);
export const POST = unlessSession(handlers.POST);
