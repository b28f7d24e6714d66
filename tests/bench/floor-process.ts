import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { hash } from "@node-rs/argon2";
import pg from "pg";
import type { Floor, FloorCall } from "./floor";

/**
 * The floor to compare with: a bare server that checks a digest, sends the statements that a call cannot do without, each
 * prepared by name, and writes the answer by templates. It has no rights, no scope, no history; it reads from a call no
 * more than its method, the id and the name.
 */
const floor: Floor = JSON.parse(process.env.FLOOR ?? "{}");
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 });
pool.on("error", () => undefined);
/** the highest count of each nonce */
const used = new Map<string, number>();

const server = createServer(async (request, response) => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  if (!isAuthentic(request)) {
    const nonce = randomBytes(24).toString("base64url");
    used.set(nonce, 0);
    response.writeHead(401, { "www-authenticate": `Digest realm="XML API", qop="auth", nonce="${nonce}"` });
    response.end();
    return;
  }
  const body = Buffer.concat(pieces).toString("utf8");
  const method = /<methodName>(\w+)</.exec(body)?.[1] ?? "";
  const answer = Buffer.from(await perform(method, body), "utf8");
  response.writeHead(200, { "content-type": "text/xml", "content-length": answer.length });
  response.end(answer);
});

function isAuthentic({ headers: { authorization = "" }, method, url }: IncomingMessage): boolean {
  const said = Object.fromEntries(
    [...authorization.matchAll(/(\w+)="?([^",]*)"?/g)].map(([, name, value]) => [name, value]),
  );
  const { username, nonce = "", uri = "", nc = "", cnonce, qop, response = "" } = said;
  const last = used.get(nonce);
  const count = Number.parseInt(nc, 16);
  if (username !== floor.login || uri !== url || last === undefined || !(count > last)) return false;
  const expected = md5(`${floor.a1}:${nonce}:${nc}:${cnonce}:${qop}:${md5(`${method}:${uri}`)}`);
  if (response.length !== 32 || !timingSafeEqual(Buffer.from(response), Buffer.from(expected))) return false;
  used.set(nonce, count);
  return true;
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

async function perform(method: string, body: string): Promise<string> {
  const call = floor.calls[method];
  if (!call) throw new Error(`the floor has no ${method}`);
  const fresh = /<string>(fresh\w+)</.exec(body)?.[1] ?? "";
  if (call.hashes) await hash("correct horse battery", { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const rows = await run(method, call, fresh);
  return `${head}${written(call, rows)}${tail}`;
}

async function run(method: string, { statements }: FloorCall, fresh: string): Promise<Row[]> {
  const client = await pool.connect();
  let rows: Row[] = [];
  let id = "";
  try {
    for (const [index, { text, values, makesId }] of statements.entries()) {
      if (values.length === 0 && /^(BEGIN|COMMIT)/.test(text)) {
        await client.query(text);
        continue;
      }
      const given = values.map((value) => filled(value, fresh, id));
      ({ rows } = await client.query<Row>({ name: `${method}${index}`, text, values: given }));
      if (makesId) id = String(Object.values(rows[0] ?? {})[0]);
    }
  } finally {
    client.release();
  }
  return rows;
}

type Row = Readonly<Record<string, unknown>>;

function filled(value: unknown, fresh: string, id: string): unknown {
  if (typeof value !== "string") return value;
  return value.replaceAll("{fresh}", fresh).replaceAll("{id}", id);
}

const head =
  '<?xml version="1.0" encoding="UTF-8"?>\n<methodResponse><params><param><value><struct><member><name>result</name><value><string>OK</string></value></member>';
const tail = "</struct></value></param></params></methodResponse>\n";

function written({ members, isList }: FloorCall, rows: readonly Row[]): string {
  if (!members) return "";
  const structs = rows.map((row) => structOf(members, row));
  return isList
    ? `<member><name>customers</name><value><array><data>${structs.join("")}</data></array></value></member>`
    : `<member><name>customer</name>${structs[0]}</member>`;
}

function structOf(members: NonNullable<FloorCall["members"]>, row: Row): string {
  let inside = "";
  for (const [name, type] of members) {
    const value = row[name];
    const scalar = value === null || value === undefined ? "<nil/>" : `<${type}>${escaped(value)}</${type}>`;
    inside += `<member><name>${name}</name><value>${scalar}</value></member>`;
  }
  return `<value><struct>${inside}</struct></value>`;
}

function escaped(value: unknown): string {
  const text = typeof value === "boolean" ? String(Number(value)) : String(value);
  return /[&<>]/.test(text) ? text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;") : text;
}

server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit());
