import { settings } from "../ground/settings";
import { operation } from "../operation/operation";
import { givableAlong } from "../tree/rights";

/** Whether programs of the reader's own customer can use the API. */
export type ApiStanding = {
  /** what programs log in with: the login of the default web user, spelled as stored */
  readonly login: string;
  /** its own `api_access` */
  readonly own: boolean;
  /** whether the provider may manage API access (effective `api_mgmt`); null for root, which has no provider */
  readonly provider: boolean | null;
  /** who set the API password; null: nobody, or the login has changed since */
  readonly password: "own" | "provider" | null;
  /** whether it takes calls of old programs at `/api.php`; null: the service takes none */
  readonly bridge: boolean | null;
};

/** Returns both switches, the login and whether there is an API password. Source: semantics, 'Delegation'. */
export const getApiStanding = operation({
  name: "getApiStanding",
  input: () => ({}),
  needs: { about: "scope", right: null, acts: ["read"], scope: "none" },
  effect: "reads",
  async run({ db, scope, lineage }): Promise<ApiStanding> {
    const [row] = await db.$queryRaw<Row[]>`
      SELECT w.login, CASE WHEN c.api_secret IS NULL THEN NULL
                           WHEN c.api_secret_set_by = c.i_customer THEN 'own'
                           ELSE 'provider' END AS password,
             coalesce(p.bridge, false) AS bridge
        FROM customers c
        JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user
        LEFT JOIN customer_preferences p ON p.i_customer = c.i_customer
       WHERE c.i_customer = ${scope.i_customer}`;
    if (!row) throw new Error("a customer has a default web user");
    const above = lineage.slice(0, -1);
    return {
      ...row,
      bridge: settings().flysipBridge ? row.bridge : null,
      own: scope.api_access === 1,
      provider: above.length === 0 ? null : givableAlong(above, "api_access") !== 0,
    };
  },
});

type Row = Pick<ApiStanding, "login" | "password"> & { readonly bridge: boolean };
