import { mayAct, type Powers } from "../../actor/access-levels";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";

/** What was made by way of a line of keys and still is there: it outlasts the line. */
export type MadeByLine = {
  /** webhooks whose address was set with it, or whose secret it was told last; the host alone, since the rest of an address may be a secret. None, if the reader may list none */
  readonly endpoints: readonly { readonly i_endpoint: number; readonly host: string }[];
  /** how many webhooks there are in all */
  readonly endpoints_count: number;
  /** the newest, also those that came with a new customer. None, if the reader may list none */
  readonly web_users: readonly {
    readonly i_web_user: number;
    readonly login: string;
    readonly i_customer: number;
    /** the name of its customer */
    readonly name: string;
  }[];
  /** how many web users there are in all */
  readonly web_users_count: number;
};

/** So many web users are named. */
const mostNamed = 20;

/** Finds what was made by way of a line of keys, all of which stands in its customer's branch. Nobody is told but what `asReadBy` leaves. */
export async function readMadeByLine(db: Queries, line: number): Promise<MadeByLine> {
  const [row] = await readRows<Found>(
    db,
    Prisma.sql`
    SELECT (SELECT coalesce(json_agg(p ORDER BY p.i_endpoint), '[]') FROM (
              SELECT i_endpoint, url FROM webhook_endpoints WHERE set_by_line = ${line} OR secret_by_line = ${line}) AS p) AS endpoints,
           (SELECT coalesce(json_agg(w ORDER BY w.i_web_user DESC), '[]') FROM (
              SELECT u.i_web_user, u.login, u.i_customer, c.name
                FROM web_users u JOIN customers c ON c.i_customer = u.i_customer
               WHERE u.made_by_line = ${line} ORDER BY u.i_web_user DESC LIMIT ${mostNamed}) AS w) AS web_users,
           (SELECT count(*)::int FROM web_users WHERE made_by_line = ${line}) AS web_users_count`,
  );
  if (!row) throw new Error("a statement without a condition has a row");
  const endpoints = row.endpoints.map(({ i_endpoint, url }) => ({ i_endpoint, host: new URL(url).host }));
  return { ...row, endpoints, endpoints_count: endpoints.length };
}

type Found = Pick<MadeByLine, "web_users" | "web_users_count"> & {
  readonly endpoints: readonly { readonly i_endpoint: number; readonly url: string }[];
};

/**
 * What somebody may know of it: whoever may end a line, how much there is; what it is called, who may list such things by now. A person
 * who was demoted still has their keys.
 */
export function asReadBy(made: MadeByLine, reader: Powers): MadeByLine {
  return {
    ...made,
    // as listEndpoints and listWebUsers demand
    endpoints: mayAct(reader, "web_users") ? made.endpoints : [],
    web_users: mayAct(reader, "read_web_users") ? made.web_users : [],
  };
}

/** Whether there is nothing of the kind. */
export function isNothing({ endpoints_count, web_users_count }: MadeByLine): boolean {
  return endpoints_count === 0 && web_users_count === 0;
}
