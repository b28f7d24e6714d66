import { createServer } from "node:http";
import pg from "pg";
import type { Statement } from "./recorded";

/**
 * The floor to compare with: a bare server that sends a call's statements through `pg` and answers with the rows, without
 * codec, rights or digest. It replaces the recorded ids and names by those of a new customer.
 */
const recorded: Readonly<Record<string, readonly Statement[]>> = JSON.parse(process.env.RECORDED ?? "{}");
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 });

const server = createServer(async (request, response) => {
  for await (const _piece of request) {
    // drain the body; nobody needs it
  }
  const { method = "", fresh = "" } = request.headers as Readonly<Record<string, string>>;
  const client = await pool.connect();
  let rows: unknown[] = [];
  let id = "";
  try {
    for (const { text, values, makesId } of recorded[method] ?? []) {
      const given = values.map((value) => replaced(value, fresh, id));
      ({ rows } = await client.query({ text, values: given, rowMode: "array" }));
      if (makesId) id = String((rows[0] as unknown[])[0]);
    }
  } finally {
    client.release();
  }
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(rows));
});

function replaced(value: unknown, fresh: string, id: string): unknown {
  if (typeof value !== "string") return value;
  return value.replaceAll("{fresh}", fresh).replaceAll("{id}", id);
}

server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit());
