import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeCustomers } from "@/prisma/scale/make-customers";
import { makePastMonths } from "@/prisma/scale/past-months";
import { deepest } from "@/prisma/scale/plan-tree";
import { makeWorld } from "@/prisma/scale/world";
import { systemActor } from "@/server/actor/system-actor";
import { explainBlocks } from "@/server/customers/explain-blocks";
import { findCustomers } from "@/server/customers/find-customers";
import { boundWays } from "@/server/customers/find-hits";
import { listCustomers } from "@/server/customers/list-customers";
import { listTwins } from "@/server/customers/list-twins";
import { sortedWhereDirect, sortingNames } from "@/server/customers/sortings";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { loginKeys, nameKeys } from "@/server/ground/text/unique-key";
import { contactOrders, searchText } from "@/server/record/search-text";
import { searchedPeople } from "@/server/record/write-search-text";
import { seed } from "@/tests/chance";
import { kindsOfCombination } from "../bench/list-combinations";
import { visitsOf } from "../bench/visited-rows";
import { actorOf, freshName } from "../builders";
import { fresh, givenFreshDatabase } from "../database/fresh";

givenFreshDatabase();

const asked = { customers: 20_000, seed, history: 50_000, now: new Date() };
const owner = { client: new pg.Client() };
let before: unknown;

beforeAll(async () => {
  owner.client = new pg.Client({ connectionString: fresh.ownerUrl });
  await owner.client.connect();
  await makePastMonths(owner.client);
  before = await schema();
  await makeCustomers(fresh.ownerUrl, asked);
});
afterAll(async () => await owner.client.end());

async function rowsOf(text: string): Promise<Record<string, unknown>[]> {
  return (await owner.client.query<Record<string, unknown>>(text)).rows;
}

/** How the database is made: its indexes, and its constraints with whether all rows were checked. */
async function schema(): Promise<unknown> {
  return [
    await rowsOf("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"),
    await rowsOf(
      "SELECT conname, convalidated, pg_get_constraintdef(oid) AS text FROM pg_constraint ORDER BY 1, 3",
    ),
  ];
}

describe("twenty thousand made customers", () => {
  it("are in a database whose indexes and foreign keys are what they were, so that the chain and all references hold", async () => {
    expect(await schema()).toEqual(before);
    expect(await rowsOf("SELECT count(*)::int AS count FROM customers")).toEqual([{ count: 20_001 }]);
  });

  it("are a tree twelve levels deep, with a tenth of all directly below one", async () => {
    expect(
      await rowsOf(`SELECT c.i_customer FROM customers c JOIN customers p ON p.i_customer = c.i_wholesaler
                     WHERE c.path <> p.path || c.i_customer || '/' OR c.depth <> p.depth + 1
                        OR c.created_at < p.created_at`),
    ).toEqual([]);
    const [shape] = await rowsOf(`
      SELECT max(depth) AS depth, max(below) AS broadest
        FROM (SELECT max(depth) AS depth, count(*)::int AS below FROM customers GROUP BY i_wholesaler) AS parents`);
    expect(shape?.depth).toBe(deepest);
    expect(shape?.broadest).toBeGreaterThan(1_900);
  });

  it("have ledgers of several entries in the order of time, from when they came", async () => {
    expect(
      await rowsOf(`
        SELECT i_customer FROM (
          SELECT l.i_customer, l.at, l.place, l.currency, lag(l.at, 1, c.created_at) OVER w AS earlier, c.base_currency,
                 c.path AS own, l.path
            FROM ledger l JOIN customers c USING (i_customer) WHERE i_customer > 1
          WINDOW w AS (PARTITION BY l.i_customer ORDER BY l.place)) AS entries
         WHERE at < earlier OR currency <> base_currency OR path <> own OR at > now()`),
    ).toEqual([]);
    const [ledger] = await rowsOf("SELECT count(*)::int AS entries, max(place) AS longest FROM ledger");
    expect(ledger?.entries).toBeGreaterThan(60_000);
    expect(ledger?.longest).toBeGreaterThan(13);
  });

  it("are counted by the kept sums where somebody asks how many a block would stop", async () => {
    const root = await actorOf(1);
    const [expected] = await rowsOf(
      "SELECT count(*)::int - 1 AS below FROM customers WHERE path LIKE '1/2/%'",
    );
    const { rows } = await visitsOf(owner.client, async () => {
      expect(await explainBlocks(root, { i_customer: 2, count: 1 })).toMatchObject(expected ?? {});
    });
    expect(rows).toBeLessThan(100);
  });

  it("have as much history as was asked for, in the order of time, whose bookings are the ledger's", async () => {
    const [counted] = await rowsOf("SELECT count(*)::int AS entries FROM audit_log WHERE i_customer > 1");
    expect(counted).toEqual({ entries: asked.history });
    expect(
      await rowsOf(`SELECT at FROM audit_log
                     WHERE tableoid::regclass::text <> 'audit_log_' || to_char(at AT TIME ZONE 'UTC', 'YYYY_MM')`),
      "each month is a part of its own, which can be taken off",
    ).toEqual([]);
    expect(
      await rowsOf(`
        SELECT h.i_audit FROM audit_log h LEFT JOIN ledger l ON l.i_entry = (h.detail ->> 'i_entry')::bigint
         WHERE h.operation IN ('customerAddFunds', 'customerDebit')
           AND (l.i_customer, abs(l.amount), l.balance_after, l.at)
               IS DISTINCT FROM (h.i_customer, (h.detail ->> 'amount')::numeric,
                                 (h.changes -> 'balance' ->> 1)::numeric, h.at)`),
    ).toEqual([]);
    expect(
      await rowsOf(`SELECT i_audit FROM (SELECT i_audit, at < lag(at) OVER (ORDER BY i_audit) AS early
                      FROM audit_log WHERE i_customer > 1) AS entries WHERE early`),
    ).toEqual([]);
  });

  it("have the keys that the operations make", async () => {
    const rows = await database().customer.findMany({
      where: { i_customer: { in: [2, ...Array.from({ length: 400 }, (_, at) => 3 + at * 49)] } },
      include: { web_users: { where: { default_user: true } } },
    });
    for (const row of rows) {
      const [user] = row.web_users;
      const { login = "", login_key, login_order } = user ?? {};
      expect({ login_key, login_order }).toEqual(loginKeys(login));
      const search_text = searchText(
        { ...row, web_login: login },
        await searchedPeople(database(), row.i_customer),
      );
      const keys = { ...nameKeys(row.name), ...contactOrders(row), search_text };
      expect(row).toMatchObject(keys);
    }
    expect(rows.length).toBeGreaterThan(390);
  });

  it("follow their parents' tariffs only where those may be passed on", async () => {
    const [tariffs] = await rowsOf(`
      SELECT count(*) FILTER (WHERE c.i_tariff IS NULL)::int AS follow,
             count(*) FILTER (WHERE c.i_tariff IS NULL AND p.use_own_tariff = 0)::int AS wrongly
        FROM customers c JOIN customers p ON p.i_customer = c.i_wholesaler`);
    expect(tariffs?.wrongly).toBe(0);
    expect(tariffs?.follow).toBeGreaterThan(1_000);
  });

  it("are told of a low balance where they want to be", async () => {
    expect(
      await rowsOf(`SELECT p.i_customer FROM customer_preferences p JOIN customers c USING (i_customer)
                     WHERE p.low_balance_told <> (c.balance + c.credit_limit < p.low_balance_threshold)`),
    ).toEqual([]);
  });

  it("go on: a new one can be made, and paid for", async () => {
    const actor = await actorOf(2);
    const { i_customer } = await operations.createCustomer(actor, {
      name: freshName(),
      i_tariff: (await database().tariff.findFirstOrThrow({ where: { i_customer: 2 } })).i_tariff,
      web_password: "correct horse battery",
    });
    expect(i_customer).toBe(20_002);
    const { balance_after } = await operations.customerAddFunds(actor, {
      i_customer,
      amount: 10,
      payment_notes: "",
    });
    expect(balance_after).toBe("10.000000");
  });

  it("are the same for the same seed", async () => {
    const small = { ...asked, customers: 500 };
    expect(await makeWorld(small, "USD")).toEqual(await makeWorld(small, "USD"));
    expect((await makeWorld({ ...small, seed: seed + 1 }, "USD")).people).not.toEqual(
      (await makeWorld(small, "USD")).people,
    );
  });
});

describe("lists of them", () => {
  /** A fiftieth of a million, and so a fiftieth of what is few there. */
  const few = { few: 100, sample: 400, gathered: 1_200, first: 400 };
  it("read no table from its beginning to its end, whatever is sorted, filtered and searched, and wherever", async () => {
    boundWays(few);
    try {
      const wrong: string[] = [];
      for (const { place, actor, raw } of await kindsOfCombination(seed)) {
        const { rows, whole } = await visitsOf(owner.client, async () => await findCustomers(actor, raw));
        if (whole.length > 0 || rows > 15_000)
          wrong.push(`${place} ${JSON.stringify(raw)}: ${rows} ${whole.join()}`);
      }
      expect(wrong).toEqual([]);
    } finally {
      boundWays({});
    }
  });

  it("read few rows for one or two letters of a script without blanks that hardly anybody has, and find them inside a name", async () => {
    // which rights and tariffs this reseller has hangs on the seed
    const [own] = await rowsOf("SELECT min(i_tariff) AS i_tariff FROM tariffs WHERE i_customer = 2");
    const inside = await operations.createCustomer(systemActor, {
      i_wholesaler: 2,
      i_tariff: own?.i_tariff ?? null,
      name: "甲乙龘靐丙",
      web_password: "correct horse battery",
    });
    boundWays(few);
    try {
      for (const i_customer of [1, 2])
        for (const q of ["龘", "龘靐", "靐丙", "丙"])
          for (const sort of sortingNames) {
            const actor = await actorOf(i_customer);
            const direct = sortedWhereDirect.includes(sort) ? "1" : "";
            const raw = { q, sort, direct };
            const { rows, whole } = await visitsOf(owner.client, async () => await findCustomers(actor, raw));
            const { customers } = await findCustomers(actor, raw);
            const found = direct && i_customer === 1 ? [] : [inside];
            expect(customers, `${i_customer} ${JSON.stringify(raw)}`).toMatchObject(
              found.map(({ i_customer }) => ({ i_customer })),
            );
            expect([...whole]).toEqual([]);
            expect(rows).toBeLessThan(3_000);
          }
    } finally {
      boundWays({});
    }
  });

  it("read few rows for signs alone, and for one or two of anything, that hardly anybody has, and find them", async () => {
    const [own] = await rowsOf("SELECT min(i_tariff) AS i_tariff FROM tariffs WHERE i_customer = 2");
    const { i_customer: marked } = await operations.createCustomer(systemActor, {
      i_wholesaler: 2,
      i_tariff: own?.i_tariff ?? null,
      name: "Wow!!! ★ %q §",
      web_password: "correct horse battery",
    });
    boundWays(few);
    try {
      for (const q of ["★", "!!!", "w!!", "%q", "§ ★", "% wo", "@", "..", "---"])
        for (const sort of ["name", "login", "created"]) {
          const actor = await actorOf(1);
          const { rows, whole } = await visitsOf(
            owner.client,
            async () => await findCustomers(actor, { q, sort }),
          );
          const { customers } = await findCustomers(actor, { q, sort });
          const isThere = !["@", "..", "---"].includes(q);
          expect(
            customers.map(({ i_customer }) => i_customer),
            q,
          ).toEqual(isThere ? [marked] : []);
          expect(whole, q).toEqual([]);
          expect(rows, q).toBeLessThan(3_000);
        }
    } finally {
      boundWays({});
    }
  });

  it("read few rows of those who do not pass, where half of all do and stand together behind them", async () => {
    boundWays(few);
    try {
      for (const [q, order] of [
        ["office-", "asc"],
        ["+7", "asc"],
        ["+7", "desc"],
      ])
        for (const sort of ["name", "login"]) {
          const actor = await actorOf(1);
          const { rows } = await visitsOf(
            owner.client,
            async () => await findCustomers(actor, { q, sort, order }),
          );
          expect(rows, `${q} by ${sort} ${order}`).toBeLessThan(6_000);
        }
    } finally {
      boundWays({});
    }
  });

  it("are read by programs page by page, each for what the page has, and an offset from the index alone", async () => {
    const actor = await actorOf(2);
    const { rows } = await visitsOf(
      owner.client,
      async () => await listCustomers(actor, { after: 15_000, limit: 50 }),
    );
    expect(rows).toBeLessThan(700);
    const far = await visitsOf(
      owner.client,
      async () => await listCustomers(actor, { offset: 1_500, limit: 50 }),
    );
    expect(far.rows).toBeLessThan(3_000);
    expect([...far.whole]).toEqual([]);
  });
});

describe("what pages ask beside their lists", () => {
  it("looks at nobody to find that there are no names to change, however many are below", async () => {
    const actor = await actorOf(2);
    const find = async () => await listTwins(actor, {});
    // from the second time on it is prepared by name
    await find();
    await find();
    const { rows, whole } = await visitsOf(owner.client, find);
    expect(rows).toBeLessThan(100);
    expect([...whole]).toEqual([]);
  });
});
