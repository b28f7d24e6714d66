import type { Actor } from "../actor/actor";
import { spellPrefix } from "../credentials/keys/key-text";
import type { Queries } from "../database/client";
import { countWithin } from "../operation/count-within";
import { queueMail } from "../outbox/queue-mail";
import { takeBackMail } from "../outbox/take-back-mail";
import type { Node } from "../tree/tree";
import type { Endpoint } from "./endpoint";

/** So many mails within an hour tell at once that an endpoint leads elsewhere, as many as anything else mails to an address. */
const mostMoves = 5;
const hourMs = 60 * 60 * 1000;

/**
 * Mails to all ADMINISTRATORs of a customer where one of its endpoints leads from now on: it carries off all that they may read,
 * and outlasts the log-in or key by which it was made. Of an endpoint that is led elsewhere again and again one further mail tells, when
 * the hour is over: from where to where in the end.
 * @param former where it led before; absent: it is new
 */
export async function tellAdministrators(
  db: Queries,
  actor: Actor,
  { i_customer, name }: Node,
  { i_endpoint, url }: Pick<Endpoint, "i_endpoint" | "url">,
  former?: string,
): Promise<void> {
  const values = {
    host: new URL(url).host,
    // people never learn names of anybody above
    by: actor.support ? "" : (actor.login ?? name),
    key: actor.key ? spellPrefix(actor.key.prefix) : "–",
    address: actor.address ?? "–",
    ...(former === undefined ? {} : { former: new URL(former).host }),
  };
  const administrators = await db.webUser.findMany({
    where: { i_customer, access_level: "ADMINISTRATOR" },
    select: { i_web_user: true },
    orderBy: { i_web_user: "asc" },
  });
  const path = `/api/webhooks/${i_endpoint}`;
  const kind = former === undefined ? "webhook_added" : "webhook_moved";
  const notBefore = former === undefined ? null : await nextTelling(db, i_endpoint);
  for (const { i_web_user } of administrators) {
    const untold = notBefore && (await takeBackMail(db, { kind, i_web_user, path }));
    await queueMail(db, {
      kind,
      to: { i_web_user },
      values: { ...values, ...(untold?.former ? { former: untold.former } : {}) },
      path,
      ...(notBefore ? { notBefore } : {}),
    });
  }
}

/** When it may be told that an endpoint leads elsewhere. null: at once */
async function nextTelling(db: Queries, i_endpoint: number): Promise<Date | null> {
  const { count, since } = await countWithin(db, `webhook-moves:${i_endpoint}`, hourMs);
  return count > mostMoves ? new Date(since.getTime() + hourMs) : null;
}
