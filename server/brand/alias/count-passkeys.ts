import type { Queries } from "../../database/client";

/**
 * Counts the passkeys that an alias takes with it: a passkey works only on the host that created it, and only the
 * alias's customer and those below log in there.
 * @param path the customer's materialised path
 */
export async function countPasskeys(db: Queries, path: string, alias: string): Promise<number> {
  if (alias === "") return 0;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count
      FROM factors f JOIN web_users w USING (i_web_user) JOIN customers c USING (i_customer)
     WHERE f.kind = 'passkey' AND f.host = ${alias} AND starts_with(c.path, ${path})`;
  return row?.count ?? 0;
}
