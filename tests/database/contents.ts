import { database } from "@/server/database/client";
import { Prisma } from "@/server/database/generated/client";

/**
 * What stands in every table, as a digest of its rows: two that are equal say that nothing was changed in between.
 * @param apart tables that are left out, or the rows of one that are
 */
export async function contents(
  apart: Readonly<Record<string, Prisma.Sql | "all">>,
): Promise<Readonly<Record<string, string>>> {
  const tables = await database().$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND NOT starts_with(table_name, 'audit_log_') ORDER BY 1`;
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const left = apart[name];
    if (left === "all") continue;
    const kept = left ? Prisma.sql`NOT (${left})` : Prisma.sql`true`;
    const [row] = await database().$queryRaw<{ digest: string }[]>`
      SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest
        FROM ${Prisma.raw(`"${name}"`)} AS t WHERE ${kept}`;
    digests[name] = row?.digest ?? "";
  }
  return digests;
}
