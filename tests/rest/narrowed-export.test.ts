import { expect, it } from "vitest";
import { database } from "@/server/database/client";
import { Prisma } from "@/server/database/generated/client";
import { writeRows } from "@/server/database/rows";
import { admitByKey } from "@/server/doors/rest/admit";
import { exported } from "@/server/doors/rest/exported";
import { findRoute } from "@/server/doors/rest/find-route";
import { customer } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf } from "./stage/ask-rest";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase("cheap", "by hand");
givenRest();

it("an export goes on no longer than its key reaches what it reads, however slowly it is read", async () => {
  const { actor, i_customer } = await customer();
  await writeRows(
    database(),
    Prisma.sql`
    INSERT INTO audit_log (operation, door, address, actor_customer, actor_path, actor_name, i_customer, path, name, changes, detail)
    SELECT 'updateCustomer', 'web', '', c.i_customer, c.path, c.name, c.i_customer, c.path, c.name, '{}'::jsonb, '{}'::jsonb
      FROM customers c, generate_series(1, 2500) WHERE c.i_customer = ${i_customer}`,
  );
  const key = await keyOf(actor, { history: "read", own: "read" });
  const caller = { address: "127.0.0.1", protocol: "https", forwarded: false } as const;
  const { pieces } = await exported(
    async () => await admitByKey({ authorization: `Bearer ${key}`, host: "localhost" }, caller),
    findRoute("GET", "/history"),
    { method: "GET", target: "/history", headers: {}, body: async () => undefined },
    "ndjson",
  );
  if (!pieces) throw new Error("an export has pieces");
  const reader = pieces[Symbol.asyncIterator]();
  expect(
    String((await reader.next()).value)
      .trim()
      .split("\n"),
  ).toHaveLength(1_000);
  const narrowed = await ask("PATCH", "/keys/self", { key, body: { areas: { history: null } } });
  expect(narrowed.status).toBe(200);
  await expect(reader.next()).rejects.toMatchObject({ code: 403, reason: { key: "key_area" } });
});
