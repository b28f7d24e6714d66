import { systemActor } from "@/server/actor/system-actor";
import { database, type Queries } from "@/server/database/client";
import { audit } from "@/server/operation/audit";

// nobody can rewrite the history, so this mark outlives every customer of the demonstration
const operation = "loadDemonstration";
const root = { i_customer: 1, path: "1/", name: "root" };

/**
 * Begins the demonstration, or continues an interrupted one.
 * @returns false if it is complete, or if somebody already uses this database without it: then root's password is not
 * ours to set
 */
export async function beginDemonstration(): Promise<boolean> {
  const db = database();
  const entries = await db.$queryRaw<{ stage: string }[]>`
    SELECT detail ->> 'stage' AS stage FROM audit_log WHERE operation = ${operation} AND i_customer = 1`;
  if (entries.some(({ stage }) => stage === "complete")) return false;
  if (entries.length > 0) return true;
  const [used] = await db.$queryRaw<{ used: boolean }[]>`
    SELECT EXISTS (SELECT FROM customers WHERE i_customer > 1)
        OR EXISTS (SELECT FROM web_users WHERE i_customer = 1 AND password_hash IS NOT NULL) AS used`;
  if (used?.used !== false) return false;
  await audit(db, systemActor, { operation, target: root, detail: { stage: "begun" } });
  return true;
}

/** Marks the demonstration complete. The loader writes this last. */
export async function completeDemonstration(db: Queries): Promise<void> {
  await audit(db, systemActor, { operation, target: root, detail: { stage: "complete" } });
}
