import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { findSession, type LiveSession, openSession } from "@/server/credentials/sessions";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { findSupportSession } from "@/server/support/find-support-session";
import { freshName } from "../../builders";

const host = "localhost";

/** A person's browser: the token of its log-in. */
export type InBrowser = { readonly id: string; readonly look: () => Promise<LiveSession | null> };

/** Logs a web user in without a password. */
export async function inBrowser(
  { i_web_user }: Pick<Actor, "i_web_user">,
  { address = "127.0.0.1", forwarded = false }: { address?: string; forwarded?: boolean } = {},
): Promise<InBrowser> {
  const id = await openSession(database(), {
    i_web_user: i_web_user ?? 0,
    kind: "full",
    becomes: "full",
    opened_by: "password",
    host,
    address,
    userAgent: "a test",
    credentialSetBy: null,
  });
  return { id, look: async () => await findSession(id, host, address, forwarded) };
}

/** Looks a browser's log-in up. @throws if it is not valid */
export async function logInOf(browser: InBrowser): Promise<LiveSession> {
  const session = await browser.look();
  if (!session) throw new Error("the log-in does not hold");
  return session;
}

/** Logs in a member of root's staff with an access level. */
export async function staff(
  access_level: "SUPPORT" | "ADMINISTRATOR" | "NOC" = "SUPPORT",
  from: { address?: string; forwarded?: boolean } = {},
): Promise<InBrowser & { readonly i_web_user: number; readonly login: string }> {
  const login = freshName("staff");
  const { i_web_user } = await operations.addWebUser(systemActor, {
    i_customer: 1,
    web_login: login,
    web_password: "correct horse battery",
    access_level,
  });
  return { ...(await inBrowser({ i_web_user }, from)), i_web_user, login };
}

/** What the form to open a portal sends. */
export function openingForm(i_customer: number, values: Readonly<Record<string, unknown>> = {}) {
  return {
    i_customer,
    reason: "Ticket 4711",
    minutes: "30",
    form: freshName("a form of its own"),
    ...values,
  };
}

/** The present actor of a browser's support session; null: it is over. */
export type InSupport = {
  readonly reference: string;
  readonly token: string;
  readonly look: (page?: string) => Promise<LiveSession | null>;
  /** @throws if it is over */
  readonly actor: () => Promise<Actor>;
};

/** Opens a customer's portal. @param changes lets it make changes at once */
export async function inSupport(
  browser: InBrowser,
  i_customer: number,
  { changes = false, ...values }: Readonly<Record<string, unknown>> & { changes?: boolean } = {},
): Promise<InSupport> {
  const { actor: opener } = await logInOf(browser);
  const { token, reference } = await operations.openSupport(opener, openingForm(i_customer, values));
  const look = async (page = "/support/session") => {
    const session = await browser.look();
    return session && (await findSupportSession(session, token, page));
  };
  const actor = async () => {
    const session = await look();
    if (!session) throw new Error("the support session is over");
    return session.actor;
  };
  if (changes) await operations.allowSupportChanges(await actor(), {});
  return { reference, token, look, actor };
}
