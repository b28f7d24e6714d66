import type { Queries } from "../database/client";
import { queueMail } from "../mail/queue-mail";
import { browserLabel } from "./browser-name";
import { type Device, rememberDevice } from "./devices";

/**
 * What happens at every full log-in: its time is noted, the browser is known from now on, and of a new one the person
 * is told by mail, but at the very first.
 * @param known the browser, where the person used it before
 * @returns the browser, and what it is to hold where it is new
 */
export async function welcome(
  db: Queries,
  user: { readonly i_web_user: number; readonly last_log_in_at: Date | null },
  known: Device | null,
  browser: { readonly address: string | null; readonly userAgent: string },
): Promise<{ i_device: number; held: string | null }> {
  const { i_web_user, last_log_in_at } = user;
  await db.webUser.update({
    where: { i_web_user },
    data: { last_log_in_at: new Date() },
    select: { i_web_user: true },
  });
  if (!known && last_log_in_at !== null) {
    await queueMail(db, {
      kind: "new_device",
      to: { i_web_user },
      values: {
        browser: browserLabel(browser.userAgent) || browser.userAgent.slice(0, 120),
        address: browser.address ?? "",
        at: new Date().toISOString(),
      },
    });
  }
  return await rememberDevice(db, known, { i_web_user, ...browser });
}
