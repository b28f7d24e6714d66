import { createServer } from "node:http";
import pg from "pg";

/** The floor for reading a customer: one prepared statement, and JSON of the row. No rights, no scope, no keys. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 });
pool.on("error", () => undefined);

const text = `SELECT c.*, w.login AS web_login, w.access_level,
                     EXISTS (SELECT FROM blocks b WHERE b.i_customer = c.i_customer) AS blocked
  FROM customers c JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user WHERE c.i_customer = $1`;

const server = createServer(async (request, response) => {
  const id = Number(request.url?.slice(1));
  const { rows } = await pool.query({ name: "one", text, values: [id] });
  const body = JSON.stringify(rows[0]);
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit());
