import { randomBytes } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { makeHistoryMonths } from "@/server/database/history-months";
import { migrate, migrationsIn } from "@/server/database/migrate";
import { listHistory } from "@/server/history/list-history";
import { writeCursor } from "@/server/input/cursor";
import { customer } from "../../builders";
import { fresh, givenFreshDatabase } from "../../database/fresh";
import { type Sent, statementsOf } from "../../database/recorded-statements";

givenFreshDatabase("cheap", "by hand");

async function owner(url = fresh.ownerUrl): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** The plan of the page among the statements of a list. */
async function planOf(sent: readonly Sent[], settings = "SELECT 1"): Promise<string> {
  const page = sent.find(({ text }) => text.includes("FROM audit_log h LEFT JOIN"));
  const client = await owner();
  await client.query(settings);
  const { rows } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN ${page?.text}`, [
    ...(page?.values ?? []),
  ]);
  await client.end();
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

/** The partitions that hold rows, with their number. */
const filled = `
  SELECT tableoid::regclass::text AS month, count(*)::int FROM audit_log GROUP BY 1 ORDER BY 1`;

describe("the history", () => {
  it("has a partition for each of the next 24 months, made once", async () => {
    const client = await owner();
    // what the tests copy has one
    expect(await makeHistoryMonths(client)).toHaveLength(23);
    const { rows } = await client.query<{ name: string; bound: string }>(
      `SELECT inhrelid::regclass::text AS name, pg_get_expr(c.relpartbound, c.oid) AS bound
         FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE inhparent = 'audit_log'::regclass ORDER BY 1`,
    );
    expect(rows).toHaveLength(26);
    expect(rows.find(({ name }) => name === "audit_log_rest")?.bound).toBe("DEFAULT");
    expect(await makeHistoryMonths(client)).toEqual([]);
    const nextMonth = new Date();
    nextMonth.setUTCDate(1);
    nextMonth.setUTCMonth(nextMonth.getUTCMonth() + 1);
    expect(await makeHistoryMonths(client, nextMonth)).toHaveLength(1);
    await client.end();
  });

  it("leaves a month that began without a partition where its entries are", async () => {
    const { i_customer } = await customer(1);
    const client = await owner();
    const at = new Date(Date.UTC(2090, 4, 20));
    await client.query(
      `INSERT INTO audit_log (at, operation, door, actor_customer, actor_path, actor_name, i_customer, path, name)
       SELECT $2, 'test', 'web', 1, '1/', 'root', i_customer, path, name FROM customers WHERE i_customer = $1`,
      [i_customer, at],
    );
    const made = await makeHistoryMonths(client, new Date(Date.UTC(2090, 2, 20)));
    expect(made[0]).toBe("audit_log_2090_04");
    expect(made).not.toContain("audit_log_2090_05");
    expect(made).toHaveLength(23);
    await client.end();
  });

  it("is read, from the first page to the last, in the order of time, where months are missing, too", async () => {
    const { i_customer, actor } = await customer(1);
    const client = await owner();
    await client.query(
      `INSERT INTO audit_log (at, operation, door, actor_customer, actor_path, actor_name, i_customer, path, name, detail)
       SELECT date_trunc('second', now()) - interval '1 hour' * (n / 3), 'test', 'web', 1, '1/', 'root', i_customer, path, name, to_jsonb(n)
         FROM customers, generate_series(1, 170) n WHERE i_customer = $1`,
      [i_customer],
    );
    const expected = await client.query<{ i_audit: string }>(
      "SELECT i_audit FROM audit_log WHERE i_customer = $1 ORDER BY at DESC, i_audit DESC",
      [i_customer],
    );
    await client.end();
    const seen: string[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: { entries: readonly { i_audit: string }[]; next: string | null } = await listHistory(
        actor,
        {
          after,
        },
      );
      expect(page.entries.length).toBeLessThanOrEqual(50);
      seen.push(...page.entries.map(({ i_audit }) => i_audit));
      after = page.next;
    }
    expect(seen).toEqual(expected.rows.map(({ i_audit }) => i_audit));
  });

  it.each([
    "nonsense",
    "2026-02-30T00:00:00.000Z 1",
    "0000-01-01T00:00:00.000Z 1",
    "2026-01-01T00:00:00.000Z x",
  ])("begins at its beginning where the place is %s", async (value) => {
    const { actor } = await customer(1);
    const after = Buffer.from(JSON.stringify([value, 0, 0, 0])).toString("base64url");
    expect((await listHistory(actor, { after })).entries).toEqual((await listHistory(actor, {})).entries);
  });
});

describe("a page of 50", () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7])(
    "of a branch %i levels below the root is found by an index in its order, or by the range of its path",
    async (depth) => {
      let parent = await customer(1);
      for (let level = 1; level < depth; level += 1) parent = await customer(parent.i_customer);
      const actor =
        depth === 0
          ? { ...parent.actor, i_customer: 1, access_level: "ADMINISTRATOR" as const }
          : parent.actor;
      const sent = await statementsOf(() => listHistory(actor, {}));
      const plan = await planOf(sent, "SET enable_seqscan = off; SET enable_bitmapscan = off");
      // no month to come is looked at
      expect(plan.match(/on audit_log_\w+ h(_\d+)?/g)?.length).toBeLessThanOrEqual(2);
      expect(plan).not.toContain("audit_log_rest");
      if (depth > 0 && depth <= 5)
        expect(plan).toMatch(/Index Cond: \(\(split_part\(path, '\/'::text, \d\) = '\d+'::text\)/);
    },
  );
});

describe("what a filter seldom finds", () => {
  let root: Actor;

  beforeAll(async () => {
    const { i_customer, actor } = await customer(1);
    root = { ...actor, i_customer: 1, access_level: "ADMINISTRATOR" };
    const client = await owner();
    await client.query(
      `INSERT INTO audit_log (at, operation, door, actor_customer, actor_path, actor_name, actor_login, i_customer, path, name, changes)
       SELECT now() - interval '1 minute' * n, 'updateCustomer', 'web', 1, '1/', 'Root', 'person' || n % 7, i_customer, path, name, '{"city": ["", "x"]}'
         FROM customers, generate_series(1, 5000) n WHERE i_customer = $1`,
      [i_customer],
    );
    await client.query(
      `INSERT INTO audit_log (at, operation, door, actor_customer, actor_path, actor_name, actor_login, i_customer, path, name, changes)
       SELECT now() - interval '9 days', 'seldom', 'trusted', 1, '1/', 'Jörg 100%_\\', 'joerg', i_customer, path, name, '{"mail_from": ["", "x"]}'
         FROM customers WHERE i_customer = $1`,
      [i_customer],
    );
    await client.query("ANALYZE audit_log");
    await client.end();
  });

  it.each([
    [{ who: "JORG 1" }, /Bitmap Index Scan on audit_log_first_replace_replace1_idx/],
    [{ who: "100%_\\" }, /Bitmap Index Scan on audit_log_first_replace_replace1_idx/],
    [{ changed: "mail_from" }, /Bitmap Index Scan on audit_log_first_jsonb_path_query_array_idx/],
    [{ what: "seldom" }, /audit_log_first_operation_at_i_audit_idx/],
    [{ door: "trusted" }, /audit_log_first_door_at_i_audit_idx/],
  ])("is found by an index: %o", async (filter, index) => {
    let entries: readonly { operation: string }[] = [];
    const sent = await statementsOf(async () => {
      ({ entries } = await listHistory(root, filter));
    });
    expect(entries.map(({ operation }) => operation)).toEqual(["seldom"]);
    // so few rows are quicker read one by one
    const bitmaps = String(index).includes("Bitmap") ? "; SET enable_indexscan = off" : "";
    expect(await planOf(sent, `SET enable_seqscan = off${bitmaps}`)).toMatch(index);
  });

  it("what a filter often finds is read in the order of time", async () => {
    for (const filter of [{ who: "person" }, { changed: "city" }, { door: "web" }]) {
      const sent = await statementsOf(() => listHistory(root, filter));
      expect(await planOf(sent)).not.toMatch(/Sort|Bitmap/);
    }
  });

  it.each(["%", "_", "p%n", "person_"])("no sign in a name stands for others: %s", async (who) => {
    const { entries } = await listHistory(root, { who });
    expect(entries.map(({ operation }) => operation)).toEqual("100%_".includes(who) ? ["seldom"] : []);
  });
});

describe("of many entries", () => {
  let reseller: Awaited<ReturnType<typeof customer>>;
  const many = 20_000;

  beforeAll(async () => {
    reseller = await customer(1);
    const [large, small] = [await customer(reseller.i_customer), await customer(reseller.i_customer)];
    const client = await owner();
    await client.query(
      `INSERT INTO audit_log (at, operation, door, actor_customer, actor_path, actor_name, i_customer, path, name)
       SELECT now() - interval '1 minute' * n, 'test', 'web', 1, '1/', 'root', i_customer, path, name
         FROM customers, generate_series(1, ${many}) n
        WHERE i_customer = CASE n % 4 WHEN 0 THEN $1::int WHEN 1 THEN $2::int ELSE $3::int END`,
      [small.i_customer, large.i_customer, large.i_customer],
    );
    await client.query("ANALYZE audit_log");
    await client.end();
  });

  it("a page of long ago reads no more than the first one", async () => {
    const blocksFor = async (place: string) => {
      const until = new Date(Date.now() - 60_000);
      const sent = await statementsOf(() => listHistory(reseller.actor, { after: place, until }));
      const page = sent.find(({ text }) => text.includes("FROM audit_log h LEFT JOIN"));
      const client = await owner();
      const { rows } = await client.query<{ "QUERY PLAN": string }>(
        `EXPLAIN (ANALYZE, BUFFERS) ${page?.text}`,
        [...(page?.values ?? [])],
      );
      await client.end();
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      const [, hit = 0, read = 0] = /Buffers: shared(?: hit=(\d+))?(?: read=(\d+))?/.exec(plan) ?? [];
      return Number(hit) + Number(read);
    };
    const longAgo = new Date(Date.now() - (many - 1_000) * 60_000).toISOString();
    const first = await blocksFor("");
    expect(await blocksFor(writeCursor(`${longAgo} 1`, 0, false))).toBeLessThan(first + 20);
  });

  it("PostgreSQL knows how many a branch has, on the levels below, too", async () => {
    const ids = reseller.i_customer;
    const client = await owner();
    const { rows: branches } = await client.query<{ level: number; id: string; entries: number }>(
      `SELECT level, split_part(path, '/', level) AS id, count(*)::int AS entries
         FROM audit_log, generate_series(2, 3) AS level WHERE split_part(path, '/', 2) = $1::text GROUP BY 1, 2
       HAVING count(*) > 1000`,
      [ids],
    );
    expect(branches).toHaveLength(3);
    for (const { level, id, entries } of branches) {
      const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
        `EXPLAIN (FORMAT JSON) SELECT FROM audit_log WHERE split_part(path, '/', ${level}) = '${id}'`,
      );
      const expected = rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
      expect(expected, `${level} ${id}`).toBeGreaterThan(entries / 2);
      expect(expected, `${level} ${id}`).toBeLessThan(entries * 2);
    }
    await client.end();
  });
});

it("a page that two months fill is planned through these alone, and one that they do not reads all before them in one more statement", async () => {
  const { i_customer, actor } = await customer(1);
  const client = await owner();
  const fill = async (count: number, ago: string) =>
    await client.query(
      `INSERT INTO audit_log (at, operation, door, actor_customer, actor_path, actor_name, i_customer, path, name)
       SELECT now() - $3::interval - place * interval '1 hour', 'test', 'web', 1, '1/', 'root', i_customer, path, name
         FROM customers, generate_series(1, $2) AS place WHERE i_customer = $1`,
      [i_customer, count, ago],
    );
  const pages = async () => {
    const found: (readonly { readonly i_audit: string; readonly at: Date }[])[] = [];
    const sent = await statementsOf(async () => {
      found.push((await listHistory(actor, { i_customer })).entries);
    });
    return {
      entries: found.flat(),
      sent: sent.filter(({ text }) => text.includes("FROM audit_log h LEFT JOIN")),
    };
  };
  await fill(40, "1 hour");
  await fill(40, "200 days");
  const sparse = await pages();
  expect(sparse.sent).toHaveLength(2);
  expect(sparse.entries).toHaveLength(50);
  const times = sparse.entries.map(({ at }) => at.getTime());
  expect(times).toEqual(times.toSorted((one, other) => other - one));
  await fill(40, "50 hours");
  const dense = await pages();
  expect(dense.sent).toHaveLength(1);
  // the months to come and, of those before, all but three are left aside
  expect((await planOf(dense.sent)).match(/ on audit_log_\w+ h/g)?.length).toBeLessThanOrEqual(4);
  await client.end();
});

it("the history loses an old month where it is detached, which nobody can write to any more", async () => {
  const { actor } = await customer(1);
  expect((await listHistory(actor, {})).entries).not.toEqual([]);
  const client = await owner();
  await client.query("ALTER TABLE audit_log DETACH PARTITION audit_log_first");
  await migrate(fresh.ownerUrl, fresh.applicationUrl);
  expect((await listHistory(actor, {})).entries).toEqual([]);
  await customer(actor.i_customer);
  await expect(database().$executeRaw`DELETE FROM audit_log_first`).rejects.toThrow(/permission denied/);
  await expect(
    database().$executeRaw`INSERT INTO audit_log_first SELECT * FROM audit_log_first`,
  ).rejects.toThrow(/permission denied/);
  await client.end();
});

describe("a database from before", () => {
  let [ownerUrl, applicationUrl, folder] = ["", "", ""];

  beforeAll(async () => {
    const server = inject("server");
    const name = `months_${randomBytes(6).toString("hex")}`;
    const admin = await owner(server.owner.replace(/\/trellis$/, "/postgres"));
    await admin.query(`CREATE DATABASE ${name}`);
    await admin.end();
    ownerUrl = server.owner.replace(/\/trellis$/, `/${name}`);
    applicationUrl = server.application.replace(/\/trellis$/, `/${name}`);
    folder = await mkdtemp(join(tmpdir(), "trellis-months-"));
    for (const migration of await migrationsIn())
      if (migration < "20261129234700_history_by_month")
        await cp(`prisma/migrations/${migration}`, join(folder, migration), { recursive: true });
  });
  afterAll(async () => await rm(folder, { recursive: true }));

  it("keeps each entry, of a clock that was wrong, too, and counts on", async () => {
    await migrate(ownerUrl, applicationUrl, folder);
    const client = await owner(ownerUrl);
    await client.query(
      `INSERT INTO audit_log (at, operation, door, actor_customer, actor_path, actor_name, i_customer, path, name)
       SELECT at, 'test', 'web', 1, '1/', 'root', 1, '1/', 'root'
         FROM unnest(ARRAY['1999-01-01', '2026-01-31 23:59:59.999Z', '2100-01-01']::timestamptz[] || now()) AS at,
              generate_series(1, 50)`,
    );
    // a column that came later is not what is kept
    const all =
      "SELECT md5(string_agg((to_jsonb(h) - 'i_job')::text, ' ' ORDER BY i_audit)) AS digest, max(i_audit)::int AS last FROM audit_log h";
    const { rows: before } = await client.query<{ digest: string; last: number }>(all);
    await migrate(ownerUrl, applicationUrl);
    const { rows: after } = await client.query<{ digest: string; last: number }>(all);
    expect(after).toEqual(before);
    expect((await client.query(filled)).rows).toEqual([
      { month: "audit_log_first", count: 150 },
      { month: "audit_log_rest", count: 50 },
    ]);
    const { rows: next } = await client.query<{ i_audit: number }>(
      `INSERT INTO audit_log (operation, door, actor_customer, actor_path, actor_name, i_customer, path, name)
       VALUES ('test', 'web', 1, '1/', 'root', 1, '1/', 'root') RETURNING i_audit::int`,
    );
    expect(next[0]?.i_audit).toBe((before[0]?.last ?? 0) + 1);
    // the numbers do not end with the first months
    await client.query("ALTER TABLE audit_log DETACH PARTITION audit_log_first");
    await client.query("DROP TABLE audit_log_first");
    await client.query(
      `INSERT INTO audit_log (at, operation, door, actor_customer, actor_path, actor_name, i_customer, path, name)
       VALUES ('2100-01-01', 'test', 'web', 1, '1/', 'root', 1, '1/', 'root')`,
    );
    await client.end();
  });
});
