import { cookies, headers } from "next/headers";
import NextAuth, { CredentialsSignin } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { log } from "@/server/ground/log";
import { Refusal } from "@/server/ground/refusal";
import { settings } from "@/server/ground/settings";
import { signIn as signInOperation } from "@/server/identity/log-in/sign-in";
import { speakAfterLogIn } from "./language-cookie";
import { RefusedSignIn } from "./refused-sign-in";
import { deviceCookie, isSecure, visitorOf } from "./visitor";

const weekInSeconds = 7 * 24 * 60 * 60;

/** The names of the cookies. A browser accepts `__Host-` only from this very host, over HTTPS. */
function cookiesFor(secure: boolean) {
  const prefix = secure ? "__Host-" : "";
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure };
  return {
    sessionToken: { name: `${prefix}trellis.session`, options },
    callbackUrl: { name: `${prefix}trellis.callback`, options },
    csrfToken: { name: `${prefix}trellis.csrf`, options },
  };
}

/** Stores what a log-in led to in the browser: the new session id and, for a new browser, its device token. */
export async function holdLogIn(on: {
  readonly session: string;
  readonly device: string | null;
}): Promise<void> {
  await holdSession(on.session);
  if (!on.device) return;
  const { name, options } = deviceCookie(isSecure(await headers()));
  (await cookies()).set(name, on.device, options);
}

/** Stores another session id in the browser after the log-in got a new one. Only in an action or a route. */
export async function holdSession(id: string): Promise<void> {
  const { name, options } = cookiesFor(isSecure(await headers())).sessionToken;
  const secret = settings().authSecret ?? "";
  const token = await encode({ token: { sid: id }, secret, salt: name, maxAge: weekInSeconds });
  (await cookies()).set(name, token, { ...options, maxAge: weekInSeconds });
}

/** What recently read cookies contain, oldest first. The same cookie always contains the same. */
const read = new Map<string, string>();
const mostRead = 10_000;

/**
 * Reads the session id from this request's cookie, which only we can have made; null: none. The session's row decides
 * each time whether it is still valid. We decrypt the cookie here and remember the result, because `auth()` handles a
 * whole request of its own for it: that took 7 ms of each page, and the decryption alone takes 5.
 */
export async function heldSession(): Promise<string | null> {
  const { name } = cookiesFor(isSecure(await headers())).sessionToken;
  const token = (await cookies()).get(name)?.value;
  if (!token) return null;
  const known = read.get(token);
  if (known !== undefined) return known;
  const claim = await decode({ token, secret: settings().authSecret ?? "", salt: name }).catch(() => null);
  if (typeof claim?.sid !== "string") return null;
  const [oldest] = read.keys();
  if (oldest !== undefined && read.size >= mostRead) read.delete(oldest);
  read.set(token, claim.sid);
  return claim.sid;
}

/**
 * next-auth, confined to this file. It says who claims to be there: its signed cookie holds an opaque session id and
 * nothing else. Our own session row decides on every request whether that is still true.
 * Why the beta: docs/decisions/next-auth.md.
 */
export const { signIn, signOut } = NextAuth(async () => ({
  secret: settings().authSecret ?? "",
  cookies: cookiesFor(isSecure(await headers())),
  // the front has already checked the host
  trustHost: true,
  session: { strategy: "jwt" as const, maxAge: weekInSeconds },
  pages: { signIn: "/login", error: "/login" },
  providers: [
    Credentials({
      credentials: { login: {}, password: {} },
      async authorize({ login, password }, request) {
        try {
          const signedIn = await signInOperation(
            visitorOf(request.headers),
            String(login ?? "").slice(0, 1024),
            String(password ?? "").slice(0, 1024),
          );
          await speakAfterLogIn(signedIn.i_lang);
          if (signedIn.device) {
            const { name, options } = deviceCookie(isSecure(request.headers));
            (await cookies()).set(name, signedIn.device, options);
          }
          return { id: signedIn.session };
        } catch (error) {
          if (error instanceof Refusal) throw new RefusedSignIn(error);
          throw error;
        }
      },
    }),
  ],
  callbacks: {
    jwt({ token, user }) {
      if (user?.id) return { sid: user.id };
      return token;
    },
  },
  // by default next-auth logs each refused log-in as an error with a stack
  logger: {
    error(error: Error) {
      if (!(error instanceof CredentialsSignin)) log.error(error);
    },
    warn() {},
    debug() {},
  },
}));
