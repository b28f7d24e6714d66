import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows, writeRows } from "../../database/rows";
import { formerSecret } from "../../events/former-secret";
import { idsAlong } from "../../tree/tree";
import type { NotedEvent } from "./message-body";

/** A message that this process sends now, and its endpoint. */
export type Taken = {
  readonly i_message: bigint;
  readonly tries: number;
  readonly i_endpoint: number;
  readonly i_customer: number;
  readonly url: string;
  readonly secret: Uint8Array;
  /** signs too, for a while */
  readonly former_secret: Uint8Array | null;
  /** in JSON, with ids and the moment as text */
  readonly event: Omit<NotedEvent, "i_event" | "i_audit" | "at"> & {
    readonly i_event: string;
    readonly i_audit: string | null;
    readonly at: string;
  };
};

/** At most so many messages are on their way to one endpoint at once, and while it fails or is slow. */
export const [atOnce, whileLimited] = [5, 2];
/** An endpoint is slow whose last answer took longer, in milliseconds. */
export const slowMs = 1_000;
/** A message whose process has ended goes to another one after this; no try takes half as long. */
export const takenForSeconds = 40;
/** Endpoints of blocked customers are looked at again after this. */
const restsSeconds = 60;

const blocked = Prisma.sql`EXISTS (
  SELECT FROM blocks b JOIN customers c ON c.i_customer = p.i_customer
   WHERE b.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)}))`;

const due = Prisma.sql`
  m.state = 'waiting' AND m.next_try_at <= now() AND (m.taken_until IS NULL OR m.taken_until <= now())`;

/** Whether an endpoint `p` fails or is slow: it keeps a place for long that others could have. */
const limited = Prisma.sql`(p.failing_since IS NOT NULL OR coalesce(
  (SELECT m.took_ms > ${slowMs}::int FROM webhook_messages m WHERE m.i_endpoint = p.i_endpoint AND m.state = 'delivered'
    ORDER BY m.i_message DESC LIMIT 1), false))`;

/** Finds the endpoints for which messages are due, those that work first. What is for blocked customers waits a minute more. */
export async function findDueEndpoints(
  db: Queries,
): Promise<{ readonly i_endpoint: number; readonly i_customer: number; readonly limited: boolean }[]> {
  await writeRows(
    db,
    Prisma.sql`
    WITH resting AS (
      SELECT p.i_endpoint FROM webhook_endpoints p
       WHERE p.i_endpoint IN (SELECT m.i_endpoint FROM webhook_messages m WHERE ${due}) AND ${blocked})
    UPDATE webhook_messages m SET next_try_at = now() + make_interval(secs => ${restsSeconds})
      FROM resting r WHERE m.i_endpoint = r.i_endpoint AND ${due}`,
  );
  return await readRows(
    db,
    Prisma.sql`
    SELECT p.i_endpoint, p.i_customer, ${limited} AS limited FROM webhook_endpoints p
     WHERE p.state = 'on' AND p.i_endpoint IN (SELECT m.i_endpoint FROM webhook_messages m WHERE ${due})
     ORDER BY (p.failing_since IS NOT NULL), p.i_endpoint`,
  );
}

/**
 * Takes the message of an endpoint that is due longest, if one more may be on its way to it beside those of all processes. To be
 * called in a transaction, which holds the endpoint's row.
 */
export async function takeMessage(db: Queries, i_endpoint: number): Promise<Taken | null> {
  const [endpoint] = await readRows<{ slots: number }>(
    db,
    Prisma.sql`
    SELECT CASE WHEN p.state <> 'on' OR ${blocked} THEN 0
                WHEN ${limited} THEN ${whileLimited}::int ELSE ${atOnce}::int END AS slots
      FROM webhook_endpoints p WHERE p.i_endpoint = ${i_endpoint} FOR NO KEY UPDATE`,
  );
  if (!endpoint || endpoint.slots === 0) return null;
  const [taken = null] = await readRows<Taken>(
    db,
    Prisma.sql`
    WITH free AS (
      SELECT m.i_message FROM webhook_messages m WHERE m.i_endpoint = ${i_endpoint} AND ${due}
       ORDER BY m.next_try_at, m.i_message
       LIMIT CASE WHEN (SELECT count(*) FROM webhook_messages t
             WHERE t.i_endpoint = ${i_endpoint} AND t.state = 'waiting' AND t.taken_until > now()) < ${endpoint.slots}::int
             THEN 1 ELSE 0 END FOR UPDATE),
    taken AS (
      UPDATE webhook_messages m SET taken_until = now() + make_interval(secs => ${takenForSeconds})
        FROM free WHERE m.i_message = free.i_message
      RETURNING m.i_message, m.tries, m.i_event)
    SELECT t.i_message, t.tries, p.i_endpoint, p.i_customer, p.url, p.secret,
           ${formerSecret} AS former_secret,
           json_build_object('i_event', v.i_event::text, 'id', v.id, 'word', v.word, 'at', v.at, 'i_customer', v.i_customer,
             'path', v.path, 'name', v.name, 'i_audit', v.i_audit::text, 'facts', v.facts, 'example', v.example) AS event
      FROM taken t JOIN webhook_events v ON v.i_event = t.i_event
      JOIN webhook_endpoints p ON p.i_endpoint = ${i_endpoint}`,
  );
  return taken;
}
