import type pg from "pg";

/**
 * Drops the foreign keys and secondary indexes of some tables while `act` fills them, and makes them again: built at once
 * they cost a fraction, and PostgreSQL checks all rows when it adds a foreign key. Only the owner can. Within the
 * transaction, so that nobody sees the tables without them.
 */
export async function withoutIndexes(
  client: pg.ClientBase,
  tables: readonly string[],
  act: () => Promise<void>,
): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = ANY ($1::regclass[]) AND NOT c.relispartition
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
      ORDER BY 1`,
    [tables],
  );
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
       FROM pg_constraint
      WHERE contype = 'f' AND conparentid = 0
        AND (conrelid = ANY ($1::regclass[]) OR conindid = ANY ($2::regclass[]))
      ORDER BY 1, 2`,
    [tables, indexes.map(({ name }) => name)],
  );
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  await act();
  // an index of a partitioned table would be made for the partitions to come alone
  for (const { definition } of indexes) await client.query(definition.replace(" ON ONLY ", " ON "));
  for (const { table, name, definition } of keys)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
}
