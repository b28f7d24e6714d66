import type { Actor } from "../actor/actor";
import { spellPrefix } from "../credentials/keys/key-text";
import { tellInTheEnd } from "../credentials/links/tell-in-the-end";
import type { Queries } from "../database/client";
import { queueMail } from "../outbox/queue-mail";
import type { Node } from "../tree/tree";
import type { Endpoint } from "./endpoint";

/**
 * Mails to all ADMINISTRATORs of a customer where one of its endpoints leads from now on: it carries off all that they may read,
 * and outlasts the log-in or key by which it was made.
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
  };
  const administrators = await db.webUser.findMany({
    where: { i_customer, access_level: "ADMINISTRATOR" },
    select: { i_web_user: true },
    orderBy: { i_web_user: "asc" },
  });
  const path = `/api/webhooks/${i_endpoint}`;
  if (former === undefined)
    for (const to of administrators) await queueMail(db, { kind: "webhook_added", to, values, path });
  else {
    const moved = { ...values, former: new URL(former).host };
    const mails = administrators.map((to) => ({ kind: "webhook_moved", to, values: moved, path }) as const);
    await tellInTheEnd(db, path, mails);
  }
}
