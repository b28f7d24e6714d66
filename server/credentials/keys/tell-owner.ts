import { isAccessLevel } from "../../actor/access-levels";
import type { Actor } from "../../actor/actor";
import type { Queries } from "../../database/client";
import { queueMail } from "../../outbox/queue-mail";
import { tellInTheEnd } from "../links/tell-in-the-end";
import { spellPrefix } from "./key-text";
import { asReadBy, isNothing, type MadeByLine } from "./made-by-line";

/** A line of keys that ended, or that ends sooner than it would have. */
export type EndToTell = {
  readonly i_web_user: number;
  /** the key that says which line it is */
  readonly i_key: number;
  readonly name: string;
  readonly prefix: string;
  readonly made: MadeByLine;
  /** the customer of the web user */
  readonly target: { readonly i_customer: number };
  /** when it ends, and when it would have; absent: it has ended */
  readonly sooner?: { readonly until: string; readonly former: string };
};

/**
 * Mails to its owner that a line of keys ended or ends sooner, with what was made by way of it and still stands. What somebody does in
 * person they know, unless something stands.
 */
export async function tellOwner(db: Queries, actor: Actor, end: EndToTell): Promise<void> {
  const { i_web_user, i_key, name, prefix, made, target, sooner } = end;
  if (actor.door === "web" && actor.i_web_user === i_web_user && isNothing(made)) return;
  const { access_level } = await db.webUser.findUniqueOrThrow({
    where: { i_web_user },
    select: { access_level: true },
  });
  if (!isAccessLevel(access_level)) throw new Error("the database holds known access levels only");
  const { endpoints, endpoints_count, web_users, web_users_count } = asReadBy(made, access_level);
  // people never learn names of anybody above
  const isAbove = actor.i_customer !== target.i_customer || actor.support !== undefined;
  const values = {
    name,
    key: spellPrefix(prefix),
    by: isAbove ? "" : (actor.login ?? ""),
    address: actor.address ?? "",
    webhooks: listed(
      endpoints.map(({ host }) => host),
      endpoints_count,
    ),
    web_users: listed(
      web_users.map(({ login }) => login),
      web_users_count,
    ),
  };
  const [to, path] = [{ i_web_user }, `/api/keys/${i_key}`];
  if (sooner)
    await tellInTheEnd(db, path, [{ kind: "key_sooner", to, values: { ...values, ...sooner }, path }]);
  else await queueMail(db, { kind: "key_ended", to, values, path });
}

/** Names, and how many there are beside those; a dash for none. */
function listed(names: readonly string[], count: number): string {
  const more = count - names.length;
  return [...names, ...(more > 0 ? [`… + ${more}`] : [])].join(", ") || "–";
}
