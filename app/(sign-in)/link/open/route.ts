import { cookies, headers } from "next/headers";
import { exchangeLink } from "@/server/credentials/links/open-link";
import { linkCookie } from "../../../web/session/link-cookie";
import { isSecure } from "../../../web/session/visitor";

/**
 * Opens a mailed link: exchanges its token for a cookie at once, so that no address contains it. This uses nothing up,
 * because programs that scan mail open links too.
 */
export async function GET(request: Request): Promise<Response> {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const held = token.length > 100 ? null : await exchangeLink(token);
  const { name, options } = linkCookie(isSecure(await headers()));
  if (held) (await cookies()).set(name, held, options);
  else (await cookies()).delete(name);
  return new Response(null, {
    status: 303,
    headers: { location: "/link", "referrer-policy": "no-referrer", "cache-control": "no-store" },
  });
}
