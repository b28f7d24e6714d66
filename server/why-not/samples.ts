import { randomBytes } from "node:crypto";
import type { Queries } from "../database/client";

/** The example values for parameters that the question leaves open, by parameter. */
export type Samples = Readonly<Record<string, string | number | null>>;

/**
 * Finds valid values for the parameters that operations require: the customer's first sub-customer, its first tariff and so
 * on, and a name and a password that nobody has. Leaves out what the customer has none of: the page then asks for it. One query.
 */
export async function samplesFor(db: Queries, i_customer: number): Promise<Samples> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT s.i_customer, w.login,
           (SELECT min(t.i_tariff) FROM tariffs t WHERE t.i_customer = ${i_customer}) AS i_tariff,
           (SELECT min(g.i_routing_group) FROM routing_groups g WHERE g.i_customer = ${i_customer}) AS i_routing_group
      FROM (SELECT min(c.i_customer) AS i_customer FROM customers c WHERE c.i_wholesaler = ${i_customer}) AS s
      LEFT JOIN web_users w ON w.i_customer = s.i_customer AND w.default_user`;
  const secret = () => `Aa1-${randomBytes(15).toString("base64url")}`;
  const { i_customer: below = null, login = null, i_tariff = null, i_routing_group = null } = row ?? {};
  return {
    // nil stands for the parent's own tariff
    i_tariff,
    name: secret(),
    web_password: secret(),
    password: secret(),
    amount: "1",
    balance: "1",
    change: "1",
    description: "?",
    currency: "USD",
    ...(below === null ? {} : { i_customer: below }),
    ...(login === null ? {} : { web_login: login, username: login }),
    ...(i_routing_group === null ? {} : { i_routing_group }),
  };
}

type Row = {
  readonly i_customer: number | null;
  readonly login: string | null;
  readonly i_tariff: number | null;
  readonly i_routing_group: number | null;
};
