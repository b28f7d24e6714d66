import type { Queries } from "../database/client";

/**
 * How many passkeys end with an alias: a passkey is good on the host that it was made on, and only the alias's customer
 * and those below it log in there.
 * @param path the way to the customer, as its row has it
 */
export async function countPasskeys(db: Queries, path: string, alias: string): Promise<number> {
  if (alias === "") return 0;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count
      FROM factors f JOIN web_users w USING (i_web_user) JOIN customers c USING (i_customer)
     WHERE f.kind = 'passkey' AND f.host = ${alias} AND starts_with(c.path, ${path})`;
  return row?.count ?? 0;
}
