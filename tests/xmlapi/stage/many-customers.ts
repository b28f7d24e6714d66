import type pg from "pg";

/**
 * Inserts direct sub-customers of one reseller past the application: the ledger's opening entry, customer, web user.
 * @param owner a connection as the role that owns the database
 * @returns their ids
 */
export async function insertCustomers(owner: pg.Client, reseller: number, count: number): Promise<number[]> {
  await owner.query(`CREATE TEMP TABLE made AS
    SELECT nextval('customers_i_customer_seq')::int AS id FROM generate_series(1, ${count})`);
  await owner.query(`
    INSERT INTO ledger (i_customer, place, balance_before, amount, balance_after, currency, kind, name, path, actor_customer, door)
    SELECT id, 1, 0, 0, 0, 'USD', 'opening', 'streamed ' || id, '1/${reseller}/' || id || '/', 1, 'system' FROM made`);
  await owner.query(`
    INSERT INTO customers (i_customer, i_wholesaler, path, depth, name, name_key, base_currency, payment_currency, ledger_place, description)
    SELECT id, ${reseller}, '1/${reseller}/' || id || '/', 2, 'streamed ' || id, 'streamed ' || id, 'USD', 'USD', 1, repeat('x', 100)
      FROM made`);
  await owner.query(`
    INSERT INTO web_users (i_customer, login, login_key, default_user)
    SELECT id, 'streamed ' || id, 'streamed ' || id, true FROM made`);
  await owner.query("ANALYZE customers, web_users");
  const { rows } = await owner.query<{ id: number }>("SELECT id FROM made ORDER BY id");
  await owner.query("DROP TABLE made");
  return rows.map(({ id }) => id);
}
