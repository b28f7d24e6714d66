/** The cookie that replaces a mailed link. Valid for half an hour, in this browser. */
export function linkCookie(secure: boolean) {
  return {
    name: `${secure ? "__Host-" : ""}trellis.link`,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure, maxAge: 30 * 60 },
  };
}
