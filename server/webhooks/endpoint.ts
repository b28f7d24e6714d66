import type { EventChoice, Reach } from "@/attributes/event-words";
import type { OffBecause } from "@/attributes/webhooks";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { kindsOfTarget } from "../operation/kinds-of-target";

/** Where a customer is told of what happens. Its secret is shown once, when it is made. */
export type Endpoint = {
  readonly i_endpoint: number;
  readonly url: string;
  readonly events: readonly EventChoice[];
  readonly reach: Reach;
  readonly note: string;
  readonly state: "on" | "off";
  /** why and since when it is off; null: it is on */
  readonly why: OffBecause | null;
  readonly off_at: Date | null;
  /** since when nothing got through; null: the last message did, or there was none */
  readonly failing_since: Date | null;
  /** until when the former secret signs, too */
  readonly former_until: Date | null;
  readonly created_at: Date;
  readonly version: number;
  /** messages that wait, that were given up, and that it missed while it was off; 1,000 stands for more */
  readonly waiting: number;
  readonly failed: number;
  readonly missed: number;
};

/** Only an ADMINISTRATOR, or a key with the area webhooks: what goes there is all that the customer may read. */
export const manage = { right: null, acts: ["web_users"], scope: "none" } as const;

/** The same, about one endpoint of the actor's customer. */
export const manageOne = {
  ...manage,
  about: { what: "endpoint", by: ["i_endpoint"], whose: "own" },
} as const;

/** Reads endpoints. @param which a condition on `p` */
export async function readEndpoints(db: Queries, which: Prisma.Sql): Promise<Endpoint[]> {
  return await readRows<Endpoint>(
    db,
    Prisma.sql`
    SELECT p.i_endpoint, p.url, to_json(p.events) AS events, p.reach, p.note, p.state, nullif(p.why, '') AS why, p.off_at,
           p.failing_since, CASE WHEN p.former_until > now() THEN p.former_until END AS former_until, p.created_at, p.version,
           ${countOf("waiting")}, ${countOf("failed")}, ${countOf("missed")}
      FROM webhook_endpoints p WHERE ${which} ORDER BY p.i_endpoint`,
  );
}

function countOf(state: string): Prisma.Sql {
  return Prisma.sql`(SELECT count(*) FROM (
    SELECT FROM webhook_messages m WHERE m.i_endpoint = p.i_endpoint AND m.state = ${state} LIMIT 1000) AS few)::int
    AS ${Prisma.raw(state)}`;
}

/** Finds one that the wrapper has found. @throws Refusal 404 it was deleted meanwhile */
export async function findEndpoint(db: Queries, i_endpoint: number): Promise<Endpoint> {
  const [found] = await readEndpoints(db, Prisma.sql`p.i_endpoint = ${i_endpoint}`);
  if (found) return found;
  throw kindsOfTarget.endpoint.missing("i_endpoint");
}

/** The same, holding its row as whoever takes or settles messages does: who writes several of them comes before or after. */
export async function holdEndpoint(db: Queries, i_endpoint: number): Promise<Endpoint> {
  await readRows(
    db,
    Prisma.sql`SELECT FROM webhook_endpoints WHERE i_endpoint = ${i_endpoint} FOR NO KEY UPDATE`,
  );
  return await findEndpoint(db, i_endpoint);
}

/** Refuses what makes sense only for an endpoint that is on. @throws Refusal 409 */
export function demandOn({ state }: Endpoint): void {
  if (state === "on") return;
  throw new Refusal(409, "The endpoint is off; switch it on first", "i_endpoint", { key: "endpoint_off" });
}

/** What the history tells of an endpoint: its host alone, since the rest of an address may be a secret. */
export function entryOf({ i_endpoint, url }: Pick<Endpoint, "i_endpoint" | "url">) {
  return { i_endpoint, host: new URL(url).host };
}
