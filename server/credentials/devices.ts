import type { Queries } from "../database/client";
import { hasKey } from "../database/find-by-key";
import { Prisma } from "../database/generated/client";
import { hashToken, makeToken } from "../ground/keys/token";

/** A browser in which a web user once completed a log-in. */
export type Device = { readonly i_device: number; readonly i_web_user: number };

/** How long we recognise an unused browser, in milliseconds. */
const knownForMs = 365 * 24 * 60 * 60 * 1000;

/** Finds the browser that holds a token, and its user; null: unknown, or unused for a year. */
export async function findDevice(
  db: Queries,
  held: string | null,
  login_key: string,
): Promise<Device | null> {
  // query even without a token, so that it takes as long
  const [row] = await db.$queryRaw<Device[]>`
    SELECT d.i_device, d.i_web_user FROM devices d JOIN web_users w ON w.i_web_user = d.i_web_user
     WHERE d.token_hash = ${hashToken(held ?? "")} AND ${hasKey(Prisma.sql`w.login_key`, login_key)}
       AND d.seen_at > now() - make_interval(secs => ${knownForMs / 1000})`;
  return row ?? null;
}

/** How many browsers we recognise per web user. Each has its own tries, see `throttle.ts`. */
const mostKnown = 20;

/** Forgets the browsers of a web user whose password changes. @param but the browser that chose it */
export async function forgetDevices(db: Queries, i_web_user: number, but?: number | null): Promise<void> {
  await db.device.deleteMany({
    where: { i_web_user, ...(but ? { i_device: { not: but } } : {}) },
  });
}

/**
 * Records that a web user completed a log-in in a browser.
 * @param known the browser, if the web user used it before
 * @returns the token that a new browser has to store
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
