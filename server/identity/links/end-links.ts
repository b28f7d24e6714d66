import type { Queries } from "../../database/client";

/** Ends the links that would replace a web user's password: it was just chosen, set, or stopped. */
export async function endPasswordLinks(db: Queries, i_web_user: number): Promise<void> {
  await end(db, i_web_user, ["invitation", "reset"]);
}

/**
 * Ends what waits to make another address its own: its owner has just chosen a password, which is what one does who fears
 * somebody else in the log-in.
 */
export async function endAddressLinks(db: Queries, i_web_user: number): Promise<void> {
  await end(db, i_web_user, ["verify-email"]);
}

/** Ends what was mailed to an address that is given up, links and the one-time password. */
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
