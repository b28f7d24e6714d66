import { cookies } from "next/headers";
import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { languageCookie } from "@/i18n/languages";
import { signIn as signInOperation } from "@/server/identity/sign-in";
import { log } from "@/server/log";
import { Refusal } from "@/server/refusal";
import { settings } from "@/server/settings";
import { RefusedSignIn } from "./refused-sign-in";
import { visitorOf } from "./visitor";

/**
 * next-auth, confined to this file and its route. It says who claims to be there: a signed cookie that holds an
 * opaque session id and nothing else. Whether that still holds, our own session row says, on every request.
 * Why the beta: docs/decisions/next-auth.md.
 */
export const { handlers, auth, signIn, signOut } = NextAuth(() => ({
  secret: settings().authSecret ?? "",
  // the host was checked by main.ts before anything came here
  trustHost: true,
  session: { strategy: "jwt" as const, maxAge: 7 * 24 * 60 * 60 },
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
          // the pages speak the user's language from now on, until another is chosen
          (await cookies()).set(languageCookie, signedIn.i_lang, {
            maxAge: 365 * 24 * 60 * 60,
            sameSite: "lax",
            path: "/",
          });
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
    session({ session, token }) {
      return { expires: session.expires, sid: token.sid };
    },
  },
  // by default each refused log-in is an error with a stack
  logger: {
    error(error: Error) {
      if (!(error instanceof CredentialsSignin)) log.error(error);
    },
    warn() {},
    debug() {},
  },
}));
