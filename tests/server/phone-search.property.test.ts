import { expect, it } from "vitest";
import { findCustomers } from "@/server/customers/find-customers";
import { numbersIn, typedNumber } from "@/server/customers/phone-number";
import { suggestCustomers } from "@/server/customers/suggest-customers";
import { updateCustomer } from "@/server/customers/update-customer";
import { fc } from "@/tests/chance";
import { customer } from "../builders";
import { givenFreshDatabase } from "../database/fresh";

givenFreshDatabase();

/** Calling codes, each with the country's trunk prefix. */
const countries = [
  ["1", ""],
  ["1", "1"],
  ["7", "8"],
  ["44", "0"],
  ["49", "0"],
  ["34", ""],
  ["45", ""],
  ["358", "0"],
  ["84", "0"],
  ["380", "0"],
] as const;

type Number = { readonly code: string; readonly trunk: string; readonly national: string };

const numbers: fc.Arbitrary<Number> = fc
  .record({
    country: fc.constantFrom(...countries),
    first: fc.integer({ min: 2, max: 9 }),
    rest: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 9 }),
  })
  .map(({ country: [code, trunk], first, rest }) => ({
    code,
    trunk,
    // a Russian number has eleven digits with its trunk prefix and ten without
    national:
      code === "7" || code === "1" ? `${first}${rest.join("").padEnd(9, "5")}` : first + rest.join(""),
  }));

/** How people write a number: prefixes, and separators between the digits. */
const spellings = fc.record({
  prefix: fc.constantFrom("+", "00", "011", "8 10 ", "bare", "national", "no trunk", "(0)", "+ (0)"),
  gaps: fc.array(fc.constantFrom("", "", "", " ", "-", ".", "/", ") ", "\u00a0", "–"), {
    minLength: 4,
    maxLength: 9,
  }),
});

function spell(
  { code, trunk, national }: Number,
  { prefix, gaps }: typeof spellings extends fc.Arbitrary<infer S> ? S : never,
): string {
  const spaced = [...national]
    .map((digit, at) => digit + (gaps[at % gaps.length] ?? ""))
    .join("")
    .slice(0, 22);
  const complete = spaced.replace(/\D/g, "") === national ? spaced : national;
  // people who dial 011 or 8 10 dial at least ten digits after that
  const abroad = (code + national).length >= 10 ? prefix : "+";
  if (prefix === "national") return `${trunk} ${complete}`;
  if (prefix === "no trunk") return complete;
  if (prefix === "(0)") return trunk === "0" ? `(0)${complete}` : complete;
  if (prefix === "+ (0)") return trunk === "0" ? `+${code} (0)${complete}` : `+${code} ${complete}`;
  return `${abroad === "bare" ? "" : abroad}${code} ${complete}`;
}

it("a caller's number is found in whatever spelling it is stored and typed, in the list and in the palette", async () => {
  const { actor, i_customer } = await customer(1);
  const below = await customer(i_customer);
  await fc.assert(
    fc.asyncProperty(
      numbers,
      spellings,
      spellings,
      fc.constantFrom("phone", "alt_phone", "fax"),
      async (number, kept, typed, field) => {
        const none = { phone: null, alt_phone: null, fax: null };
        await updateCustomer(actor, { i_customer: below.i_customer, ...none, [field]: spell(number, kept) });
        const q = spell(number, typed);
        const found = await findCustomers(actor, { q });
        expect(found.customers.map((one) => one.i_customer)).toEqual([below.i_customer]);
        const { customers } = await suggestCustomers(actor, { q });
        expect(customers.map((one) => one.i_customer)).toEqual([below.i_customer]);
      },
    ),
    { numRuns: 150 },
  );
});

it("a number that differs in one digit is not found", async () => {
  const { actor, i_customer } = await customer(1, { name: "The Reseller" });
  const below = await customer(i_customer, { name: "Nobody", web_login: "nobody" });
  await fc.assert(
    fc.asyncProperty(
      numbers,
      spellings,
      spellings,
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      async (number, kept, typed, place, shift) => {
        const at = place % number.national.length;
        const digit = (Number(number.national[at]) + shift) % 10;
        const other = {
          ...number,
          national: `${number.national.slice(0, at)}${digit}${number.national.slice(at + 1)}`,
        };
        const [stored = ""] = numbersIn(spell(number, kept));
        const q = spell(other, typed);
        // a leading zero is not part of the number; and 11111 is contained in 111112
        fc.pre(!other.national.startsWith("0") && !stored.includes(typedNumber(q) ?? ""));
        await updateCustomer(actor, { i_customer: below.i_customer, phone: spell(number, kept) });
        expect((await findCustomers(actor, { q })).customers).toEqual([]);
        expect((await suggestCustomers(actor, { q })).customers).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});

it.each([
  "+44 20 7183 8750",
  "0044 20 7183 8750",
  "020 7183 8750",
  "(0)20-7183 8750",
  "+44 (0)20 7183 8750",
  "442071838750",
  "011 44 20 7183 8750",
  "tel:+44-20-7183-8750",
  "sip:+442071838750@gateway.example",
  "\u202a+44 20 7183 8750\u202c",
  "＋４４ ２０ ７１８３ ８７５０",
])("'%s' is the number that is kept as any of the others", (typed) => {
  expect(["442071838750", "2071838750"]).toContain(typedNumber(typed));
});

it("extensions and second numbers are numbers of their own, and words are none", () => {
  expect(numbersIn("020 7183 8750 ext. 12; 8 (495) 123-45-67 доб. 3")).toEqual([
    "2071838750",
    "12",
    "4951234567",
    "3",
  ]);
  for (const typed of ["Calls 2026", "office12@example.com", "123", "", "(0)"])
    expect(typedNumber(typed)).toBeNull();
});
