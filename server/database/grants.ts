import type pg from "pg";

/**
 * The tables that the application's role may only read and add to. Months of the history are added to through the
 * whole alone, and one that was detached not at all. Source: architecture, 'Data'.
 */
const insertOnly = ["ledger", "audit_log"];

/**
 * Grants the application's role what it needs and revokes what it must not have. Repeatable. If that role is the owner
 * itself, it loses the same rights: an owner's can be revoked, a superuser's cannot.
 */
export async function grant(client: pg.Client, role: string): Promise<void> {
  const to = client.escapeIdentifier(role);
  const { rows } = await client.query<{ tablename: string; owned: boolean }>(
    `SELECT tablename, tableowner = $1 AS owned FROM pg_tables
      WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    [role],
  );
  const named = (names: readonly string[]) => names.map((name) => client.escapeIdentifier(name)).join(", ");
  const all = rows.map((row) => row.tablename);
  const months = all.filter((name) => name.startsWith("audit_log_"));
  const changeable = all.filter((name) => !insertOnly.includes(name) && !months.includes(name));
  await client.query(`
    GRANT USAGE ON SCHEMA public TO ${to};
    GRANT SELECT ON _prisma_migrations TO ${to};
    ${changeable.length > 0 ? `GRANT SELECT, INSERT, UPDATE, DELETE ON ${named(changeable)} TO ${to};` : ""}
    GRANT SELECT, INSERT ON ${named(insertOnly)} TO ${to};
    REVOKE UPDATE, DELETE, TRUNCATE ON ${named(insertOnly)} FROM ${to};
    ${months.length > 0 ? `REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ${named(months)} FROM ${to};` : ""}
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${to};`);
  if (rows.some((row) => row.tablename === "ledger" && row.owned)) await keepForeignKeys(client, to);
}

/**
 * PostgreSQL checks foreign keys as the table's owner, with a row lock that needs the right to update some column. We
 * leave it this one, which a check ties to the entry's place, so nobody can change it anyway.
 */
async function keepForeignKeys(client: pg.Client, owner: string): Promise<void> {
  await client.query(`GRANT UPDATE ("previous_place") ON "ledger" TO ${owner}`);
}
