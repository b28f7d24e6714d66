import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { keyEnd, loginKeys, nameKeys, orderKey, uniqueKey } from "@/server/ground/text/unique-key";
import { signIn } from "@/server/identity/log-in/sign-in";
import { remakeKeys } from "@/server/record/remake-keys";
import { contactOrders, searchText } from "@/server/record/search-text";
import { searchedPeople } from "@/server/record/write-search-text";
import { fc } from "@/tests/chance";
import { customer, refusalOf, tariff } from "../../builders";
import { countStatements, fresh, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase("cheap", "by hand");

const owner = { client: new pg.Client() };
beforeAll(async () => {
  owner.client = new pg.Client({ connectionString: fresh.ownerUrl });
  await owner.client.connect();
});
afterAll(async () => await owner.client.end());

/** Makes a key by the rules before they had a version. */
function formerKey(text: string): string {
  return text.normalize("NFKC").trim().toUpperCase().toLowerCase().normalize("NFKC");
}

/** Pairs of names that differed by the former rules and are the same by today's, the older one first. */
const twins = [
  ["Acme", "Ac\u200bme"],
  ["istanbul", "İSTANBUL"],
  ["Blue Sky", "Blue  Sky"],
  ["Οδος", "ΟΔΟΣ\u00ad"],
] as const;

/** Inserts several hundred customers as an earlier version wrote them, twins among them. */
async function givenFormerDatabase(parent: number): Promise<{ i_customer: number; name: string }[]> {
  const some = fc.sample(fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }), 1_100);
  const named = some.map((text, at) => `${text.replace(/\p{C}/gu, "").normalize("NFC").trim()} ${at}`);
  // the first and the second of each pair are in different batches
  for (const [at, [elder, younger]] of twins.entries()) {
    named[20 + at] = elder;
    named[700 + at] = younger;
  }
  const rows = named.map((name, at) => ({
    i_customer: 10_000 + at,
    name,
    name_key: formerKey(name),
    phone: at % 3 ? "" : `+44 20 7183 ${8000 + at} ext. 12`,
    company_name: at % 2 ? "" : `Ёлка ${at}`,
    login: `login ${at}`,
  }));
  const json = JSON.stringify(rows);
  await owner.client.query(
    `INSERT INTO ledger (i_customer, place, balance_before, amount, balance_after, currency, kind, name, path, actor_customer, door)
     SELECT i_customer, 1, 0, 0, 0, 'USD', 'opening', name, '1/${parent}/' || i_customer || '/', 1, 'system'
       FROM json_to_recordset($1) AS r (i_customer int, name text)`,
    [json],
  );
  await owner.client.query(
    `INSERT INTO customers (i_customer, i_wholesaler, path, depth, name, name_key, base_currency, payment_currency,
                            ledger_place, phone, company_name, search_text)
     SELECT i_customer, ${parent}, '1/${parent}/' || i_customer || '/', 2, name, name_key, 'USD', 'USD', 1, phone, company_name, 'as it was'
       FROM json_to_recordset($1) AS r (i_customer int, name text, name_key text, phone text, company_name text)`,
    [json],
  );
  await owner.client.query(
    `INSERT INTO web_users (i_customer, login, login_key, default_user)
     SELECT i_customer, login, login, true FROM json_to_recordset($1) AS r (i_customer int, login text)`,
    [json],
  );
  return rows;
}

it("an old database has its keys made anew: killed midway it goes on, the younger of two twins steps back, and twice is nothing", async () => {
  const { actor, i_customer: parent } = await customer(1);
  await remakeKeys();
  const rows = await givenFormerDatabase(parent);
  const [elder = "", younger = ""] = ["Ac\u200bme", "acme"].map((name) => `${name} log-in`);
  for (const login of [elder, younger])
    await database().webUser.create({ data: { i_customer: parent, login, login_key: formerKey(login) } });
  const i_tariff = await tariff(parent);
  await database().tariff.update({ where: { i_tariff }, data: { name_key: "old", name_order: "" } });
  await database().$executeRaw`UPDATE key_rounds SET version = 0`;
  // the second batch kills it
  await owner.client.query(
    "ALTER TABLE customers ADD CONSTRAINT killed CHECK (i_customer <> 10600 OR search_text = 'as it was')",
  );
  await expect(remakeKeys()).rejects.toThrow();
  const [half] = await database().$queryRaw<{ up_to: number; done: boolean }[]>`
    SELECT up_to, done FROM key_rounds WHERE name = 'customers'`;
  expect(half).toMatchObject({ done: false });
  expect(half?.up_to).toBeGreaterThan(10_000);
  expect(half?.up_to).toBeLessThan(10_600);
  await owner.client.query("ALTER TABLE customers DROP CONSTRAINT killed");
  expect(await remakeKeys()).toBeGreaterThan(rows.length);

  const seen = new Set<string>();
  for (const row of await database().customer.findMany({ orderBy: { i_customer: "asc" } })) {
    const { i_customer } = row;
    const user = await database().webUser.findFirstOrThrow({ where: { i_customer, default_user: true } });
    const key = uniqueKey(row.name);
    expect(row.name_key).toBe(seen.has(key) ? `${key}${keyEnd}${i_customer}` : key);
    seen.add(key);
    const values = { ...row, web_login: user.login };
    expect(row).toMatchObject({
      name_order: orderKey(row.name),
      ...contactOrders(values),
      search_text: searchText(values, await searchedPeople(database(), i_customer)),
    });
    expect(user).toMatchObject(loginKeys(user.login));
  }
  expect(await database().tariff.findUniqueOrThrow({ where: { i_tariff } })).toMatchObject(
    nameKeys((await database().tariff.findUniqueOrThrow({ where: { i_tariff } })).name),
  );
  const again = await countStatements(async () => expect(await remakeKeys()).toBe(0));
  expect(again.count).toBeLessThanOrEqual(10);

  // each is found by its exact name, and the older one by any other spelling
  for (const [first, second] of twins)
    for (const [name, wanted] of [
      [first, first],
      [first.toUpperCase(), first],
    ] as const) {
      const { customer: found } = await operations.getCustomerInfo(actor, { name });
      expect([found.name, second]).toEqual([wanted, second]);
    }
});

it("rules that make the same as before write no row, and those of search texts alone go through customers alone", async () => {
  await customer(1, { name: "東京電話" });
  await remakeKeys();
  const written = async () =>
    (await owner.client.query("SELECT i_customer, xmin::text, search_text FROM customers ORDER BY 1")).rows;
  const before = await written();
  await database().$executeRaw`UPDATE key_rounds SET version = version - 1 WHERE name = 'customers'`;
  expect(await remakeKeys()).toBe(before.length);
  expect(await written()).toEqual(before);
});

/** Two rows with one key, as in a database with remade keys. */
async function makeTwin(
  table: string,
  id: string,
  [elder, younger]: readonly [number, number],
  column = "name",
): Promise<void> {
  await owner.client.query(
    `UPDATE ${table} y SET ${column} = e.${column} || E'\u200b', ${column}_key = e.${column}_key || E'\x01' || y.${id}
       FROM ${table} e WHERE e.${id} = $1 AND y.${id} = $2`,
    [elder, younger],
  );
}

it("a twin is listed for its parent, asked for another name by a person and not by a program, and is gone once it has one", async () => {
  const { actor, i_customer: parent } = await customer(1);
  const [elder, younger] = [await customer(1), await customer(parent)];
  await makeTwin("customers", "i_customer", [elder.i_customer, younger.i_customer]);
  await makeTwin(
    "web_users",
    "i_web_user",
    [elder.actor.i_web_user ?? 0, younger.actor.i_web_user ?? 0],
    "login",
  );
  const [first, second] = [await tariff(parent), await tariff(parent)];
  await makeTwin("tariffs", "i_tariff", [first, second]);
  const { listTwins, updateCustomer, editTariff } = operations;
  const kinds = async (who = actor) => (await listTwins(who, {})).twins.map(({ kind, id }) => [kind, id]);
  expect(await kinds()).toEqual([
    ["customer", younger.i_customer],
    ["login", younger.i_customer],
    ["tariff", second],
  ]);
  expect(await kinds((await customer(1)).actor)).toEqual([]);

  const { i_customer } = younger;
  const rename = async (values: object, who = actor) => await updateCustomer(who, { i_customer, ...values });
  expect(await refusalOf(rename({ city: "Quito" }))).toMatchObject({
    code: 409,
    attribute: "name",
    key: "twin",
  });
  await rename({ city: "Quito" }, { ...actor, door: "api" });
  const { customer: stored } = await operations.getCustomerInfo(actor, { i_customer });
  expect(
    await refusalOf(rename({ name: stored.name.replace("\u200b", ""), web_login: "another one" })),
  ).toMatchObject({
    code: 409,
    key: "taken",
  });
  expect(await refusalOf(rename({ name: "Another one" }))).toMatchObject({
    attribute: "web_login",
    key: "twin",
  });
  await rename({ name: "Another one", web_login: "another one" });
  expect(
    await refusalOf(
      editTariff(actor, { i_tariff: second, currency: "USD", name: await nameOfTariff(first) }),
    ),
  ).toMatchObject({ code: 409 });
  await editTariff(actor, { i_tariff: second, currency: "USD", name: "Another" });
  expect(await kinds()).toEqual([]);
});

async function nameOfTariff(i_tariff: number): Promise<string> {
  return (await database().tariff.findUniqueOrThrow({ where: { i_tariff } })).name;
}

it("of two logins that are one now each logs in as it is spelled, and any other spelling is the older one's", async () => {
  const visitor = { host: "localhost", address: "192.0.2.9", userAgent: "Firefox", local: false };
  const [elder, younger] = [
    await customer(1, { web_password: "the elder's own word" }),
    await customer(1, { web_password: "the younger's own word" }),
  ];
  await makeTwin(
    "web_users",
    "i_web_user",
    [elder.actor.i_web_user ?? 0, younger.actor.i_web_user ?? 0],
    "login",
  );
  const login = elder.actor.login ?? "";
  for (const [typed, password] of [
    [login, "the elder's own word"],
    [login.toUpperCase(), "the elder's own word"],
    [`${login}\u200b`, "the younger's own word"],
  ] as const)
    expect((await signIn(visitor, typed, password)).kind, typed).toBe("full");
  for (const [typed, password] of [
    [login, "the younger's own word"],
    [`${login}\u200b`, "the elder's own word"],
  ] as const)
    expect(await refusalOf(signIn(visitor, typed, password))).toMatchObject({ code: 401 });
});
