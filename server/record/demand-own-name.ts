import type { CustomerValues } from "@/attributes/customer";
import { mayAct } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { isTwin } from "../database/find-by-key";
import { Prisma } from "../database/generated/client";
import { Refusal } from "../ground/refusal";
import { uniqueKey } from "../ground/text/unique-key";
import { isPerson } from "../operation/needs";
import type { CustomerRow } from "./customer-row";

/**
 * Asks people who edit a customer in the web for another name, or login, if newer rules make it the same as an older
 * one. Does not ask programs: they could not tell what is wrong.
 * @throws Refusal 409
 */
export async function demandOwnName(
  db: Queries,
  actor: Actor,
  stored: CustomerRow,
  values: Partial<CustomerValues>,
): Promise<void> {
  if (!isPerson(actor) || !mayAct(actor.access_level, "manage")) return;
  const [row] = await db.$queryRaw<{ name: boolean; web_login: boolean }[]>`
    SELECT ${isTwin(Prisma.sql`c.name_key`)}
             AND EXISTS (SELECT FROM customers o WHERE o.name_key = ${uniqueKey(stored.name)}) AS name,
           ${isTwin(Prisma.sql`w.login_key`)}
             AND EXISTS (SELECT FROM web_users o WHERE o.login_key = ${uniqueKey(stored.web_login)}) AS web_login
      FROM customers c JOIN web_users w ON w.i_web_user = ${stored.i_web_user}
     WHERE c.i_customer = ${stored.i_customer}`;
  const keeps = (attribute: "name" | "web_login") =>
    (values[attribute] ?? stored[attribute]) === stored[attribute];
  if (row?.name && keeps("name")) throw takenByOlder("name");
  // a support session cannot change a login
  if (row?.web_login && keeps("web_login") && mayAct(actor.access_level, "credentials"))
    throw takenByOlder("web_login");
}

/** The refusal of a name, or login, that an older customer or user has too. */
export function takenByOlder(attribute: "name" | "web_login"): Refusal {
  const text = `Parameter ${attribute} is that of an older one too, which looks the same: choose another`;
  return new Refusal(409, text, attribute, { key: "twin" });
}
