import pg from "pg";
import { settings } from "@/server/ground/settings";

/**
 * Spreads the days on which the demonstration's customers came over a year, in the order of their ids, so that the growth chart
 * shows growth: in the customer's row and in the first entry of its ledger, and with that since when somebody owes. As the role that owns the tables, since the
 * application's own can change no entry. Repeatable.
 */
export async function backdate(): Promise<void> {
  const client = new pg.Client({
    connectionString: settings().migrationDatabaseUrl ?? settings().databaseUrl,
  });
  await client.connect();
  try {
    // where the owner is the application's role itself, it has taken this right from itself
    await client.query(`
      BEGIN;
      GRANT UPDATE ("at") ON ledger TO CURRENT_USER;
      UPDATE customers SET created_at = now() - interval '360 days'
               * power(1 - i_customer::float8 / (SELECT max(i_customer) + 1 FROM customers), 2)
       WHERE i_customer > 1;
      UPDATE ledger l SET at = c.created_at FROM customers c
       WHERE c.i_customer = l.i_customer AND l.place = 1 AND l.i_customer > 1;
      -- who came with debts has had them since
      UPDATE customers c SET owes_since = c.created_at FROM ledger l
       WHERE c.balance < 0 AND l.i_customer = c.i_customer AND l.place = 1 AND l.balance_after < 0
         AND NOT EXISTS (
           SELECT FROM ledger p WHERE p.i_customer = c.i_customer AND p.balance_after >= 0);
      REVOKE UPDATE ("at") ON ledger FROM CURRENT_USER;
      COMMIT`);
  } finally {
    await client.end();
  }
}
