import type { Queries } from "../../database/client";

/** Ends the links that could replace a web user's password, after somebody chose, set or stopped it. */
export async function endPasswordLinks(db: Queries, i_web_user: number): Promise<void> {
  await end(db, i_web_user, ["invitation", "reset"]);
}

/**
 * Ends pending changes of the address. People choose a new password when they fear that somebody else is in their
 * log-in, and that somebody may have asked for the change.
 */
export async function endAddressLinks(db: Queries, i_web_user: number): Promise<void> {
  await end(db, i_web_user, ["verify-email"]);
}

/** Ends everything that was mailed to a replaced address: links and the one-time password. */
export async function endMailed(db: Queries, i_web_user: number): Promise<void> {
  await endPasswordLinks(db, i_web_user);
  await db.webUser.update({
    where: { i_web_user },
    data: { one_time_hash: null, one_time_expires_at: null },
    select: { i_web_user: true },
  });
}

async function end(db: Queries, i_web_user: number, kinds: readonly string[]): Promise<void> {
  await db.link.deleteMany({ where: { i_web_user, used_at: null, kind: { in: [...kinds] } } });
}
