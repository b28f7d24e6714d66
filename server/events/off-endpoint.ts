import type { OffBecause } from "@/attributes/webhooks";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows, writeRows } from "../database/rows";

/** An endpoint that was switched off just now, with its customer. */
export type SwitchedOff = {
  readonly i_customer: number;
  readonly path: string;
  readonly name: string;
  readonly url: string;
};

/**
 * Switches an endpoint off. What waits for it is kept as missed, for whoever switches it on again. What is on its way stays taken: it
 * counts as that when the endpoint is on again meanwhile.
 * @returns null if it is off already
 */
export async function switchOff(
  db: Queries,
  i_endpoint: number,
  why: OffBecause,
): Promise<SwitchedOff | null> {
  const [row] = await readRows<SwitchedOff>(
    db,
    Prisma.sql`
    UPDATE webhook_endpoints p SET state = 'off', why = ${why}, off_at = now(), version = p.version + 1
      FROM customers c WHERE p.i_endpoint = ${i_endpoint} AND p.state = 'on' AND c.i_customer = p.i_customer
    RETURNING c.i_customer, c.path, c.name, p.url`,
  );
  if (!row) return null;
  await writeRows(
    db,
    Prisma.sql`
    UPDATE webhook_messages SET state = 'missed' WHERE i_endpoint = ${i_endpoint} AND state = 'waiting'`,
  );
  return row;
}
