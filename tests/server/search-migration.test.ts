import { readFile } from "node:fs/promises";
import pg from "pg";
import { expect, it } from "vitest";
import { searchText } from "@/server/customers/search-text";
import { searchedPeople } from "@/server/customers/write-search-text";
import { database } from "@/server/database/client";
import { operations } from "@/server/operations";
import { uniqueKey } from "@/server/unique-key";
import { fc } from "@/tests/chance";
import { customer, freshName } from "../builders";
import { fresh, givenFreshDatabase } from "../database/fresh";

givenFreshDatabase();

const migration = "prisma/migrations/20261123190000_phone_search/migration.sql";

/** Texts that people write into the three fields: numbers in many spellings, and anything else. */
const field = fc.oneof(
  fc.constant(""),
  fc.constantFrom(
    "+44 (0)20 7183 8750",
    "8 (495) 123-45-67 доб. 12",
    "810 44 20 7183 8750",
    "011 44 20 7183 8750",
    "tel. 020 7183 8750, 020 7183 8751",
    "none",
    "000",
    "( 0 ) 20 7183 8750",
    "＋４４ ２０",
    "٠١٢٣ 555",
  ),
  fc.string({ unit: fc.constantFrom(..."00112345678899+()-./,;#x Ё\u00a0²５"), maxLength: 32 }),
);

type Row = {
  readonly i_customer: number;
  readonly name: string;
  readonly web_login: string;
  readonly company_name: string;
  readonly email: string;
  readonly dns_alias: string;
  readonly phone: string;
  readonly alt_phone: string;
  readonly fax: string;
};

/** Makes the text as before the migration. */
function formerText(row: Row): string {
  const words = [row.name, row.web_login, row.company_name, row.email, row.dns_alias].map(uniqueKey);
  const numbers = [row.phone, row.alt_phone, row.fax].map((text) =>
    text.normalize("NFKC").replace(/\D/g, ""),
  );
  return [...words, ...numbers].filter(Boolean).join("\n");
}

it("the migration makes of every stored text what the program would write", async () => {
  const { i_customer: parent } = await customer(1);
  const rows: Row[] = fc.sample(fc.tuple(field, field, field), 400).map(([phone, alt_phone, fax], at) => ({
    i_customer: 10_000 + at,
    name: `Straße 0${at}`,
    web_login: `login ${at}`,
    company_name: at % 3 ? "" : "020 7183 Calls",
    email: at % 2 ? "" : `office${at}@example.com`,
    dns_alias: "",
    phone,
    alt_phone,
    fax,
  }));
  const db = new pg.Client({ connectionString: fresh.ownerUrl });
  await db.connect();
  await db.query(
    `INSERT INTO ledger (i_customer, place, balance_before, amount, balance_after, currency, kind, name, path, actor_customer, door)
     SELECT i_customer, 1, 0, 0, 0, 'USD', 'opening', name, '1/${parent}/' || i_customer || '/', 1, 'system'
       FROM json_to_recordset($1) AS r (i_customer int, name text)`,
    [JSON.stringify(rows)],
  );
  await db.query(
    `INSERT INTO customers (i_customer, i_wholesaler, path, depth, name, name_key, base_currency, payment_currency,
                            ledger_place, phone, alt_phone, fax, search_text)
     SELECT i_customer, ${parent}, '1/${parent}/' || i_customer || '/', 2, name, lower(name), 'USD', 'USD', 1,
            phone, alt_phone, fax, search_text
       FROM json_to_recordset($1) AS r (i_customer int, name text, phone text, alt_phone text, fax text, search_text text)`,
    [JSON.stringify(rows.map((row) => ({ ...row, search_text: formerText(row) })))],
  );
  await db.query(await readFile(migration, "utf8"));
  const { rows: migrated } = await db.query<{ search_text: string }>(
    "SELECT search_text FROM customers WHERE i_customer >= 10000 ORDER BY i_customer",
  );
  await db.end();
  expect(migrated.map(({ search_text }) => search_text)).toEqual(rows.map((row) => searchText(row)));
});

it("the migration that adds web users makes of every stored text what the program writes", async () => {
  const { i_customer, actor } = await customer(1, { phone: "020 7183 8750" });
  const alone = await customer(1);
  for (const web_login of [freshName("Straße"), freshName("Ёлка")])
    await operations.addWebUser(actor, { i_customer, web_login });
  await database().$executeRaw`
    UPDATE web_users SET email = 'Office@Orchid.example' WHERE i_web_user = ${actor.i_web_user}`;
  const where = { i_customer: { in: [i_customer, alone.i_customer] } };
  const written = new Map<number, string>();
  for (const row of await database().customer.findMany({ where })) {
    const login = row.i_customer === i_customer ? actor.login : alone.actor.login;
    const values = { ...row, web_login: login ?? "" };
    written.set(row.i_customer, searchText(values, await searchedPeople(database(), row.i_customer)));
    await database().$executeRaw`
      UPDATE customers SET search_text = ${searchText(values)} WHERE i_customer = ${row.i_customer}`;
  }
  const sql = await readFile("prisma/migrations/20261127001000_desk/migration.sql", "utf8");
  const db = new pg.Client({ connectionString: fresh.ownerUrl });
  await db.connect();
  // later migrations have already created these indexes
  await db.query(sql.slice(0, sql.indexOf(";") + 1));
  await db.end();
  const migrated = await database().customer.findMany({ where });
  expect(new Map(migrated.map((row) => [row.i_customer, row.search_text]))).toEqual(written);
  expect(written.get(i_customer)).toContain("office@orchid.example\nstrasse");
});
