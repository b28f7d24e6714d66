/** The cookie that a mailed link was exchanged for. Good for half an hour, in this browser. */
export function linkCookie(secure: boolean) {
  return {
    name: `${secure ? "__Host-" : ""}trellis.link`,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure, maxAge: 30 * 60 },
  };
}
