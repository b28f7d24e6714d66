import fc from "fast-check";
import pg from "pg";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { getCustomerInfo } from "@/server/customers/get-customer-info";
import { updateCustomer } from "@/server/customers/update-customer";
import { closeDatabase, database } from "@/server/database/client";
import { mostNames, plannedAnew, StatementNames } from "@/server/database/statement-names";
import { operations } from "@/server/doors/operations";
import { provideSettings } from "@/server/ground/settings";
import { customer, freshName, tariff } from "../../builders";
import { fresh, givenFreshDatabase } from "../../database/fresh";
import { type Sent, statementsOf } from "../../database/recorded-statements";
import { type OperationName, soundInputs } from "../doors/sound-inputs";

givenFreshDatabase();

/** Operations that list, search or add up: their plans hang on the values. */
const lists: readonly OperationName[] = [
  "listCustomers",
  "findCustomers",
  "suggestCustomers",
  "listBranch",
  "listBlocks",
  "listTwins",
  "getOverview",
  "getStatement",
  "listHistory",
  "getAuditLogs",
  "listLedger",
  "listRefusals",
  "getSupportDesk",
];

/** Performs an operation as one who may, on a customer of theirs; whether it refuses does not matter. */
async function perform(name: OperationName, actor: Actor): Promise<void> {
  const { i_customer, actor: target } = await customer(actor.i_customer, { name: freshName() });
  const i_tariff = await tariff(actor.i_customer);
  const login = target.login ?? "";
  const of = { i_customer, i_web_user: target.i_web_user ?? 0, i_tariff, login, name: login };
  const call = operations[name] as unknown as (
    actor: Actor,
    raw: Readonly<Record<string, unknown>>,
  ) => Promise<unknown>;
  await call(actor, soundInputs[name](of)).catch(() => undefined);
}

describe("statements that operations send", () => {
  const sent: Sent[] = [];
  const ofLists: Sent[] = [];

  beforeAll(async () => {
    const { actor } = await customer(1);
    for (const name of Object.keys(operations) as OperationName[]) {
      const all = await statementsOf(async () => {
        for (let time = 0; time < 3; time += 1) await perform(name, actor);
      });
      sent.push(...all);
      if (lists.includes(name)) ofLists.push(...all);
    }
  });

  it("have names, the same text the same name, and not too many of them", () => {
    const named = sent.filter(({ name }) => name !== "");
    const names = new Set(named.map(({ name }) => name));
    expect(named.length).toBeGreaterThan(sent.length / 3);
    expect(new Set(named.map(({ text }) => text)).size).toBe(names.size);
    expect(names.size).toBeGreaterThan(50);
    expect(names.size).toBeLessThanOrEqual(mostNames);
  });

  it("have none if they list, search or add up", () => {
    const reading = ofLists.filter(({ text }) =>
      /\bORDER BY[\s\S]*(LIMIT|OFFSET) \$|LIKE|>= \$\d+ AND/.test(text),
    );
    expect(reading.length).toBeGreaterThan(3 * lists.length);
    expect(reading.filter(({ name }) => name !== "")).toEqual([]);
    expect(sent.filter(({ text, name }) => name !== "" && text.includes(plannedAnew.sql))).toEqual([]);
  });
});

describe("a prepared statement", () => {
  afterEach(async () => {
    provideSettings({ DATABASE_PREPARED: "" });
    await closeDatabase();
  });

  const preparedHere = async () =>
    await database().$transaction(async (tx) => {
      for (let time = 0; time < 9; time += 1)
        await tx.$queryRaw`SELECT i_customer FROM customers WHERE i_customer = ${1}`;
      return await tx.$queryRaw<{ name: string; generic: number }[]>`
        SELECT name, generic_plans::int AS generic FROM pg_prepared_statements
         WHERE statement LIKE 'SELECT i_customer FROM customers%'`;
    });

  it("is planned once for all values", async () => {
    const [statement] = await preparedHere();
    expect(statement?.name).toMatch(/^trellis_/);
    expect(statement?.generic).toBeGreaterThan(0);
  });

  it("is none if the setting says so", async () => {
    await closeDatabase();
    provideSettings({ DATABASE_PREPARED: "0" });
    expect(await preparedHere()).toEqual([]);
  });

  it("goes on after a migration changed what it returns, in a transaction too", async () => {
    const { i_customer, actor } = await customer(1, { city: "Quito" });
    const { i_customer: below } = await customer(i_customer);
    const act = async (city: string) => {
      await updateCustomer(actor, { i_customer: below, city });
      return (await getCustomerInfo(actor, { i_customer: below })).customer.city;
    };
    for (let time = 0; time < 3; time += 1) await act(`Quito ${time}`);
    const owner = new pg.Client({ connectionString: fresh.ownerUrl });
    await owner.connect();
    await owner.query("ALTER TABLE customers ALTER COLUMN city TYPE text");
    expect(await act("Lima")).toBe("Lima");
    for (let time = 0; time < 3; time += 1) await act("Lima");
    await owner.query("ALTER TABLE customers ALTER COLUMN city TYPE varchar(777)");
    await owner.end();
    expect((await getCustomerInfo(actor, { i_customer: below })).customer.city).toBe("Lima");
    expect(await act("Cusco")).toBe("Cusco");
  });
});

it("a transaction of Prisma's own that fails for such a migration works when it is tried again", async () => {
  const { i_customer } = await customer(1);
  const act = async () =>
    await database().$transaction(async (tx) => {
      return await tx.customer.update({
        where: { i_customer },
        data: { city: "Lima" },
        select: { state: true },
      });
    });
  for (let time = 0; time < 9; time += 1) await act();
  const owner = new pg.Client({ connectionString: fresh.ownerUrl });
  await owner.connect();
  await owner.query("ALTER TABLE customers ALTER COLUMN state TYPE varchar(778)");
  await owner.end();
  const failed = [];
  for (let time = 0; time < 9; time += 1)
    failed.push(
      await act().then(
        () => 0,
        () => 1,
      ),
    );
  expect(failed.slice(1)).toEqual(failed.slice(1).map(() => 0));
});

describe("names", () => {
  it("are given to what comes again, and to no more texts than there may be", () => {
    const names = new StatementNames();
    const text = (number: number) => `SELECT ${number} FROM customers WHERE i_customer = $1`;
    const all = Array.from({ length: mostNames + 100 }, (_, number) => text(number));
    expect(new Set(all.map((one) => names.nameOf(one)))).toEqual(new Set([""]));
    const again = all.map((one) => names.nameOf(one));
    expect(new Set(again.slice(0, mostNames)).size).toBe(mostNames);
    expect(new Set(again.slice(mostNames))).toEqual(new Set([""]));
    names.forget();
    expect(names.nameOf(text(0))).toBe("");
    expect(again).not.toContain(names.nameOf(text(0)));
  });

  it.each([
    "BEGIN",
    "COMMIT",
    "SAVEPOINT s1",
    "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
    "SELECT a FROM t WHERE b = $1 ORDER BY a LIMIT $2",
    "SELECT a FROM t ORDER BY a OFFSET $1 LIMIT $2",
    'SELECT "a" FROM "t" WHERE "b" IN ($1,$2) LIMIT $3 OFFSET $4',
    "INSERT INTO t (a, b) VALUES ($1,$2), ($3,$4)",
    `${plannedAnew.sql} SELECT a FROM t WHERE b = $1`,
  ])("are not given to %s", (text) => {
    const names = new StatementNames();
    expect([names.nameOf(text), names.nameOf(text), names.nameOf(text)]).toEqual(["", "", ""]);
  });

  it("differ for different texts, in whatever order they come", () => {
    const text = fc.integer({ min: 0, max: 30 }).map((number) => `SELECT ${number}`);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 200 }), (texts) => {
        const names = new StatementNames();
        const given = new Map<string, string>();
        for (const one of texts) {
          const name = names.nameOf(one);
          if (name === "") expect(given.has(one)).toBe(false);
          else expect(given.get(one) ?? name).toBe(name);
          if (name !== "") given.set(one, name);
        }
        expect(new Set(given.values()).size).toBe(given.size);
      }),
    );
  });
});
