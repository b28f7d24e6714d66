import type { Queries } from "../database/client";
import { noteEvent } from "../events/write-event";
import { queueMail } from "../outbox/queue-mail";
import { browserLabel } from "./browser-name";
import { type Device, rememberDevice } from "./devices";

/**
 * Does what every completed log-in needs: records its time and the browser, and mails the person about a new browser,
 * except at their very first log-in.
 * @param known the browser, if the person used it before
 * @returns the browser, and the token that a new one has to store
 */
export async function welcome(
  db: Queries,
  user: { readonly i_web_user: number; readonly login: string; readonly last_log_in_at: Date | null },
  known: Device | null,
  browser: { readonly address: string | null; readonly userAgent: string },
): Promise<{ i_device: number; held: string | null }> {
  const { i_web_user, login, last_log_in_at } = user;
  await db.webUser.update({
    where: { i_web_user },
    data: { last_log_in_at: new Date() },
    select: { i_web_user: true },
  });
  if (!known && last_log_in_at !== null) {
    const label = browserLabel(browser.userAgent) || browser.userAgent.slice(0, 120);
    await queueMail(db, {
      kind: "new_device",
      to: { i_web_user },
      values: { browser: label, address: browser.address ?? "", at: new Date().toISOString() },
    });
    const facts = { login, browser: label, address: browser.address };
    await noteEvent(db, "log_in.new_device", { i_web_user }, facts);
  }
  return await rememberDevice(db, known, { i_web_user, ...browser });
}
