import { afterEach, beforeAll, expect, it } from "vitest";
import { makeCustomers } from "@/prisma/scale/make-customers";
import { blockCustomer } from "@/server/customers/block-customer";
import { findCustomers } from "@/server/customers/find-customers";
import { boundWays } from "@/server/customers/find-hits";
import { sortedWhereDirect, sortingNames } from "@/server/customers/sortings";
import { suggestCustomers } from "@/server/customers/suggest-customers";
import { database } from "@/server/database/client";
import { looseKey, uniqueKey } from "@/server/ground/text/unique-key";
import { mostSuggested } from "@/server/record/suggested";
import { fc, seed } from "@/tests/chance";
import { actorOf, customer } from "../../builders";
import { fresh, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

beforeAll(async () => {
  await makeCustomers(fresh.ownerUrl, { customers: 1_200, seed, history: 1_200 });
});
afterEach(() => boundWays({}));

/** All customers, as plain values. */
async function everybody() {
  return await database().$queryRaw<
    {
      i_customer: number;
      i_wholesaler: number | null;
      path: string;
      search_text: string;
      base_currency: string;
      balance: number;
      available: number;
      credit_limit: number;
      customers_mgmt: number;
      i_tariff: number | null;
      blocked: boolean;
      told: boolean;
      owes: number | null;
      orders: Record<string, string | number>;
    }[]
  >`SELECT c.i_customer, c.i_wholesaler, c.path, c.search_text, c.base_currency, c.balance::float8, c.credit_limit::float8,
           (c.balance + c.credit_limit)::float8 AS available, c.customers_mgmt, c.i_tariff,
           EXISTS (SELECT FROM blocks b WHERE b.i_customer = c.i_customer) AS blocked,
           EXISTS (SELECT FROM customer_preferences p WHERE p.i_customer = c.i_customer AND p.low_balance_told) AS told,
           extract(epoch FROM now() - c.owes_since)::float8 / 86400 AS owes,
           json_build_object('id', c.i_customer, 'name', c.name_order, 'login', w.login_order, 'balance', c.balance,
             'credit_limit', c.credit_limit, 'available', c.balance + c.credit_limit, 'currency', c.base_currency,
             'created', extract(epoch FROM c.created_at), 'company', c.company_order, 'email', c.email_order,
             'phone', c.phone_order, 'city', c.city_order) AS orders
      FROM customers c JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user`;
}

type Plain = Awaited<ReturnType<typeof everybody>>[number];

/** The filters of an address, each with what it means of a plain row. */
const filters: readonly [
  Readonly<Record<string, string>>,
  (row: Plain, all: ReadonlyMap<number, Plain>) => boolean,
][] = [
  [{}, () => true],
  [{ currency: "RUB" }, ({ base_currency }) => base_currency === "RUB"],
  [{ right: "customers" }, ({ customers_mgmt }) => customers_mgmt > 0],
  [{ i_tariff: "9" }, ({ i_tariff }) => i_tariff === 9],
  [{ min: "20", max: "90.5" }, ({ balance }) => balance >= 20 && balance <= 90.5],
  [{ min: "100" }, ({ balance }) => balance >= 100],
  [{ needs: "over" }, ({ available }) => available < 0],
  [
    { needs: "low" },
    ({ available, credit_limit, told }) => available >= 0 && (available <= credit_limit * 0.1 || told),
  ],
  [{ owes: "0" }, ({ balance }) => balance < 0],
  [{ owes: "30" }, ({ owes }) => owes !== null && owes >= 30],
  [{ blocked: "1" }, ({ blocked }) => blocked],
  [{ blocked: "0" }, (row, all) => !row.blocked && !isBelowBlocked(row, all)],
  [{ blocked: "above" }, (row, all) => !row.blocked && isBelowBlocked(row, all)],
];

function isBelowBlocked({ path, i_customer }: Plain, all: ReadonlyMap<number, Plain>): boolean {
  const above = path.split("/").filter(Boolean).map(Number);
  return above.some((id) => id !== i_customer && all.get(id)?.blocked === true);
}

const searches = [
  "",
  "telecom",
  "связь",
  "example",
  "zzyzx",
  "an",
  "telecom an",
  "office-",
  "e s",
  "a-",
  "@",
  "(",
  "...",
  "m --",
] as const;

/** A word is contained; one or two letters begin a word. */
function isFound({ search_text }: Plain, q: string): boolean {
  return q
    .split(" ")
    .filter(Boolean)
    .every((word) =>
      word.length > 2
        ? search_text.includes(word)
        : `\n${search_text}`.includes(`\n${word}`) || search_text.includes(` ${word}`),
    );
}

function compare(one: Plain, other: Plain, sort: string): number {
  const [a = "", b = ""] = [one.orders[sort], other.orders[sort]];
  if (typeof a === "number" && typeof b === "number" && a !== b) return a - b;
  const byPoints = Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
  return (typeof a === "number" ? 0 : byPoints) || one.i_customer - other.i_customer;
}

it("a list is whoever passes its filters, in its order, page by page, whichever way through the data it takes", async () => {
  // somebody with customers, whom chance may not have blocked
  await blockCustomer(await actorOf(1), { i_customer: 5, reason: "other" });
  const rows = await everybody();
  const byId = new Map(rows.map((row) => [row.i_customer, row]));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sortingNames),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom(...filters),
      fc.constantFrom(...searches),
      fc.constantFrom(1, 2, 3, 5),
      fc.constantFrom(0, 30, 5_000),
      fc.constantFrom(1, 100, 2_000),
      fc.constantFrom(0, 60_000),
      fc.constantFrom(2, 60),
      async (sort, descending, isDirect, [filter, passes], q, scope, few, sample, gathered, passing) => {
        boundWays({ few, sample, gathered, first: gathered, passing, known: 1 });
        const direct = isDirect || sortedWhereDirect.includes(sort);
        const actor = await actorOf(scope);
        const wanted = rows
          .filter((row) =>
            direct
              ? row.i_wholesaler === scope
              : row.path.startsWith(byId.get(scope)?.path ?? "-") && row.i_customer !== scope,
          )
          .filter((row) => passes(row, byId) && isFound(row, q))
          .sort((one, other) => compare(one, other, sort) * (descending ? -1 : 1))
          .map(({ i_customer }) => i_customer);
        const asked = {
          ...filter,
          q,
          sort,
          order: descending ? "desc" : "asc",
          direct: direct ? "1" : "",
          limit: 40,
        };
        const found: number[] = [];
        let after: string | null = null;
        // three pages say how the rest goes
        for (let page = 0; page < 3; page += 1) {
          const { customers, next, total, about } = await findCustomers(actor, { ...asked, after });
          found.push(...customers.map(({ i_customer }) => i_customer));
          if (!about) expect(total).toBe(wanted.length);
          after = next;
          if (next === null) break;
        }
        expect(found).toEqual(wanted.slice(0, 120));
        expect(after === null).toBe(wanted.length <= 120);
      },
    ),
    { numRuns: 150 },
  );
});

/** Letters of scripts that write no blanks between words, and others. */
const unspaced = [..."東京電話々〇𠮷龘テレカーกาที่ລາວខ្មမြန်"];
const letters = [...unspaced, ..."aзéйß한가국ガﾃﾚ・-(.★ ", " ", " ", "...", "★--", "・(★"];

const textsOf = (maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength }).map((parts) => parts.join("").trim());

/** A word is contained; one or two letters begin a word, unless one is of a script that has no blanks between words. */
function holds(text: string, word: string): boolean {
  const isAnywhere = [...word].length > 2 || unspaced.some((letter) => word.includes(letter));
  return isAnywhere ? looseKey(text).includes(word) : ` ${looseKey(text)}`.includes(` ${word}`);
}

it("letters of any scripts are found as the list and the palette say, in whatever spelling, whichever way the search takes", async () => {
  const top = await customer(1);
  const named = new Map<string, string>();
  for (const text of fc.sample(textsOf(9), 120))
    if (/^[\p{L}\p{N}]/u.test(text)) named.set(uniqueKey(text), text);
  const all: { readonly i_customer: number; readonly texts: readonly string[] }[] = [];
  for (const [at, name] of [...named.values()].entries()) {
    const web_login = `${at}-${[...name].slice(1).join("")}`;
    const { i_customer } = await customer(top.i_customer, { name, web_login });
    all.push({ i_customer, texts: [name, web_login] });
  }
  const ofNames = fc
    .tuple(fc.constantFrom(...named.values()), fc.nat(9), fc.integer({ min: 1, max: 4 }))
    .map(([name, at, length]) => [...name].slice(at, at + length).join(""));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(ofNames, textsOf(4)), { minLength: 1, maxLength: 2 }),
      fc.constantFrom("NFC", "NFD", "NFKC"),
      fc.constantFrom(0, 5_000),
      fc.constantFrom(0, 60_000),
      fc.constantFrom(1, 100, 2_000),
      async (pieces, form, few, gathered, sample) => {
        const q = pieces.join(" ").normalize(form).toUpperCase();
        const words = looseKey(q).split(" ").filter(Boolean);
        fc.pre(words.length > 0);
        const wanted = all
          .filter(({ texts }) => words.every((word) => texts.some((text) => holds(text, word))))
          .map(({ i_customer }) => i_customer);
        boundWays({ few, gathered, first: gathered, sample, known: 1 });
        const list = await findCustomers(top.actor, { q, sort: "id", limit: "200" });
        expect(list.customers.map(({ i_customer }) => i_customer)).toEqual(wanted);
        const { customers } = await suggestCustomers(top.actor, { q });
        expect(wanted).toEqual(expect.arrayContaining(customers.map(({ i_customer }) => i_customer)));
        expect(customers).toHaveLength(Math.min(wanted.length, mostSuggested));
      },
    ),
    { numRuns: 400 },
  );
});
