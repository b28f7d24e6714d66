import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { Refusal } from "../ground/refusal";

/** Counts an event within a window that begins with the first one. @returns how many, and since when */
export async function countWithin(
  db: Queries,
  key: string,
  windowMs: number,
): Promise<{ count: number; since: Date }> {
  const over = Prisma.sql`t.since < now() - make_interval(secs => ${windowMs / 1000})`;
  const [row] = await readRows<{ count: number; since: Date }>(
    db,
    Prisma.sql`
    INSERT INTO throttles AS t (throttle_key, failures, since, wait_until)
    VALUES (${key}, 1, now(), now())
    ON CONFLICT (throttle_key) DO UPDATE SET
      failures = CASE WHEN ${over} THEN 1 ELSE t.failures + 1 END,
      since = CASE WHEN ${over} THEN now() ELSE t.since END
    RETURNING failures AS count, since`,
  );
  if (!row) throw new Error("an insert returns its row");
  return row;
}

/** The refusal for too many tries. @param waitMs how long until the next try */
export function tooMany(waitMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new Refusal(429, `Too many attempts; try again in ${seconds} seconds`, undefined, {
    key: "throttled",
    values: { seconds },
  });
}
