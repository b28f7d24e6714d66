import type { Queries } from "../database/client";
import { hashToken, makeToken } from "./token";

/** A browser that a web user was fully logged in with. */
export type Device = { readonly i_device: number; readonly i_web_user: number };

/** How long a browser is known without being used, in milliseconds. */
const knownForMs = 365 * 24 * 60 * 60 * 1000;

/** The browser that holds this, and whose it is; null: it is not known, or was not used for a year. */
export async function findDevice(
  db: Queries,
  held: string | null,
  login_key: string,
): Promise<Device | null> {
  // asked even without one, so that it takes as long
  const [row] = await db.$queryRaw<Device[]>`
    SELECT d.i_device, d.i_web_user FROM devices d JOIN web_users w ON w.i_web_user = d.i_web_user
     WHERE d.token_hash = ${hashToken(held ?? "")} AND w.login_key = ${login_key}
       AND d.seen_at > now() - make_interval(secs => ${knownForMs / 1000})`;
  return row ?? null;
}

/** How many browsers of a web user are known at once: each has tries of its own, see `throttle.ts`. */
const mostKnown = 20;

/** Forgets the browsers of a web user: its password is another one from now on. @param but the one that chose it */
export async function forgetDevices(db: Queries, i_web_user: number, but?: number | null): Promise<void> {
  await db.device.deleteMany({
    where: { i_web_user, ...(but ? { i_device: { not: but } } : {}) },
  });
}

/**
 * Notes that a web user is fully logged in with a browser.
 * @param known the browser, where it is one that the web user used before
 * @returns what the browser is to hold from now on, where it is new
 */
export async function rememberDevice(
  db: Queries,
  known: Device | null,
  of: { readonly i_web_user: number; readonly address: string | null; readonly userAgent: string },
): Promise<{ i_device: number; held: string | null }> {
  const seen = { address: of.address, user_agent: of.userAgent.slice(0, 256), seen_at: new Date() };
  if (known) {
    await db.device.updateMany({ where: { i_device: known.i_device }, data: seen });
    return { i_device: known.i_device, held: null };
  }
  const held = makeToken();
  const { i_device } = await db.device.create({
    data: { i_web_user: of.i_web_user, token_hash: hashToken(held), ...seen },
    select: { i_device: true },
  });
  await db.$executeRaw`
    DELETE FROM devices WHERE i_device IN (
      SELECT d.i_device FROM devices d WHERE d.i_web_user = ${of.i_web_user}
       ORDER BY d.seen_at DESC, d.i_device DESC OFFSET ${mostKnown})`;
  return { i_device, held };
}
