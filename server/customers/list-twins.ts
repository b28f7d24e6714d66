import { isTwin } from "../database/find-by-key";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { operation } from "../operation/operation";

/** Something whose name newer rules make the same as an older one. */
export type Twin = {
  readonly kind: "customer" | "login" | "tariff" | "routing_group" | "profile";
  /** the customer's id, also for one of its log-ins; else that of the tariff, routing group or profile */
  readonly id: number;
  /** the web user's id; null if it is no log-in, or the default one, whose login is the customer's */
  readonly i_web_user: number | null;
  readonly name: string;
};

const most = 20;

/**
 * Lists what the scope looks after and should rename, since newer rules for names see no difference to an older one:
 * its sub-customers, their log-ins, its own tariffs, routing groups and profiles. At most 20; one statement, by indexes
 * that hold nothing else.
 */
export const listTwins = operation({
  name: "listTwins",
  needs: { about: "scope", right: null, acts: ["read"], scope: "i_wholesaler" },
  effect: "reads",
  input: () => ({}),
  async run({ db, scope }): Promise<{ twins: Twin[] }> {
    const own = (kind: string, table: string, id: string) => Prisma.sql`
      SELECT ${kind}::text AS kind, o.${Prisma.raw(id)} AS id, NULL::int AS i_web_user, o.name FROM ${Prisma.raw(table)} o
       WHERE o.i_customer = ${scope.i_customer} AND ${isTwin(Prisma.sql`o.name_key`)}`;
    const twins = await readRows<Twin>(
      db,
      Prisma.sql`
      SELECT 'customer' AS kind, c.i_customer AS id, NULL::int AS i_web_user, c.name FROM customers c
       WHERE c.i_wholesaler = ${scope.i_customer} AND ${isTwin(Prisma.sql`c.name_key`)}
       UNION ALL
      SELECT 'login', w.i_customer, CASE WHEN w.default_user THEN NULL ELSE w.i_web_user END, w.login FROM web_users w
       WHERE ${isTwin(Prisma.sql`w.login_key`)}
         AND (${parentOfUser} = ${scope.i_customer} OR (w.i_customer = ${scope.i_customer} AND NOT w.default_user))
       UNION ALL ${own("tariff", "tariffs", "i_tariff")}
       UNION ALL ${own("routing_group", "routing_groups", "i_routing_group")}
       UNION ALL ${own("profile", "profiles", "i_profile")}
       ORDER BY 1, 2 LIMIT ${Prisma.raw(String(most))}`,
    );
    return { twins };
  },
});

/** Looked up for each, not joined: the planner takes twins for many, and would begin with all customers of the scope. */
const parentOfUser = Prisma.sql`(SELECT c.i_wholesaler FROM customers c WHERE c.i_customer = w.i_customer)`;
