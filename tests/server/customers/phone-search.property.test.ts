import { expect, it } from "vitest";
import { findCustomers } from "@/server/customers/find-customers";
import { suggestCustomers } from "@/server/customers/suggest-customers";
import { updateCustomer } from "@/server/customers/update-customer";
import { numbersIn, readTypedNumber, typedNumber } from "@/server/record/phone/phone-number";
import { fc } from "@/tests/chance";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

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
    // after a slash, a 0 begins a second number
    .replaceAll("/0", "-0")
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
      async (number, spelled, typed, place, shift) => {
        // a slash can separate two numbers, and whoever types more than one of them finds it
        const kept = { ...spelled, gaps: spelled.gaps.map((gap) => (gap === "/" ? "-" : gap)) };
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
        // +95 99999 can begin a number in Myanmar that is kept as 999999999
        const isAbroad = ["+", "00", "011", "8 10 ", "+ (0)"].includes(kept.prefix);
        const inFull = isAbroad ? stored : `0${stored}`;
        fc.pre(!readTypedNumber(q)?.beginnings.some((digits) => inFull.startsWith(digits)));
        // 0 11000000, with a trunk prefix, reads like a call abroad from North America, to 000000
        fc.pre(!(typed.prefix === "national" && /^\D*0\D*1\D*1/.test(q)));
        await updateCustomer(actor, { i_customer: below.i_customer, phone: spell(number, kept) });
        expect((await findCustomers(actor, { q })).customers).toEqual([]);
        expect((await suggestCustomers(actor, { q })).customers).toEqual([]);
      },
    ),
    {
      numRuns: 150,
      examples: [
        [
          { code: "380", trunk: "0", national: "41000000" },
          { prefix: "+", gaps: ["", "", "", ""] },
          { prefix: "national", gaps: ["", "", "", ""] },
          0,
          7,
        ],
      ],
    },
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

/** A name and a login that no number finds. */
function noDigits(): { readonly name: string; readonly web_login: string } {
  const letters = freshName().replace(/[0-9]/g, (digit) => "abcdefghij".charAt(Number(digit)));
  return { name: letters, web_login: letters };
}

/** Every beginning of a number, of at least some digits. */
function beginningsOf(number: string, fewest: number): string[] {
  return Array.from({ length: number.length }, (_, at) => number.slice(0, at + 1)).filter(
    (typed) => typed.replace(/[^0-9]/g, "").length >= fewest,
  );
}

it.each([
  ["0123 456789 / 0124 789123"],
  ["0123 456789/0124 789123"],
  ["0123 456789, 0124 789123"],
  ["0123 456789 or 0124 789123"],
  ["0123 456789 oder 0124 789123"],
  ["0123 456789; 0124 789123"],
  ["0123 456789 | 0124 789123"],
  ["0123 456789 & 0124 789123"],
  ["0123 456789 - 0124 789123"],
  ["(0123) 456789 – (0124) 789123"],
  ["+44 123 456789 +44 124 789123"],
  ["0044 123456789/0044 124789123"],
  ["٠١٢٣ ٤٥٦٧٨٩، ٠١٢٤ ٧٨٩١٢٣"],
])("of two numbers in one field, '%s', each is found, whole and as it is typed, and shown", async (phone) => {
  const { actor, i_customer } = await customer(1);
  const below = await customer(i_customer, { ...noDigits(), phone });
  const whole = ["0123 456789", "0124-789123", "+44123456789", "44124789123", "+44 124 789 123"];
  const parts = ["0123 456789", "0124 789123", "+44 123 456789", "+44124789123"].flatMap((number) =>
    beginningsOf(number, 5),
  );
  for (const q of [
    ...whole,
    ...parts,
    ...beginningsOf("44123456789", 6),
    ...beginningsOf("44124789123", 6),
  ]) {
    const { customers } = await findCustomers(actor, { q });
    expect([q, customers.map((one) => one.i_customer)]).toEqual([q, [below.i_customer]]);
    expect([q, customers[0]?.matched]).toEqual([q, { number: phone }]);
  }
  for (const q of whole)
    expect((await suggestCustomers(actor, { q })).customers).toMatchObject([{ matched: { number: phone } }]);
  for (const q of ["0123 456780", "+44124789124", "0124 456789"])
    expect([q, (await findCustomers(actor, { q })).customers]).toEqual([q, []]);
});

it.each([
  ["030/12345678", "+49 30 12345678"],
  ["030 / 123456-78", "+49 30 12345678"],
  ["05251/123456", "+49 5251 123456"],
  ["06 1 234 5678", "+36 1 234 5678"],
  ["+49 5251/123456", "+49 5251 123456"],
  ["030 123456/78", "+49 30 123456"],
  ["555-0100 / 555-0199", "+1 212 555 0199"],
  ["8(495)1234567 / 8(495)1234568", "+7 495 123 45 68"],
])("'%s' is found by what a display shows: %s", async (phone, shown) => {
  const { actor, i_customer } = await customer(1);
  const below = await customer(i_customer, { ...noDigits(), phone });
  for (const q of [shown, shown.replace(/\D/g, "")])
    expect((await findCustomers(actor, { q })).customers).toMatchObject([
      { i_customer: below.i_customer, matched: { number: phone } },
    ]);
});

it("a slash after an area code makes no second number that another town's would end with", async () => {
  const { actor, i_customer } = await customer(1);
  await customer(i_customer, { ...noDigits(), phone: "+49 5251/123456" });
  expect((await findCustomers(actor, { q: "+49 5252 123456" })).customers).toEqual([]);
});

it.each([
  ["8 (495) 123-45-67", "74951234567"],
  ["8(495)1234567", "74951234567"],
  ["8 (017) 234-56-78", "375172345678"],
  ["(0)30 12345678", "493012345678"],
  ["030 12345678", "493012345678"],
  ["0049 30 12345678", "493012345678"],
  ["011 49 30 12345678", "493012345678"],
  ["8 10 49 30 12345678", "493012345678"],
  ["+49 (0) 30 12345678", "493012345678"],
  ["+49 (0)30 12345678", "493012345678"],
  ["+49 0 30 12345678", "493012345678"],
  ["+49 030 12345678", "493012345678"],
  ["0049 030 12345678", "493012345678"],
  ["+44 (020) 7183 8750", "442071838750"],
  ["(212) 555-0100", "12125550100"],
  ["1 (212) 555-0100", "12125550100"],
  ["06 1234 5678", "390612345678"],
  ["+39 06 1234 5678", "390612345678"],
])(
  "'%s' is found by E.164, with and without a plus, from the first digits of its area on",
  async (phone, digits) => {
    const { actor, i_customer } = await customer(1);
    const below = await customer(i_customer, { ...noDigits(), alt_phone: phone });
    const typed = [
      ...beginningsOf(`+${digits}`, 5),
      ...beginningsOf(`00${digits}`, 7),
      ...beginningsOf(digits, 7),
    ];
    for (const q of typed) {
      const { customers } = await findCustomers(actor, { q });
      expect([q, customers.map((one) => [one.i_customer, one.matched])]).toEqual([
        q,
        [[below.i_customer, { number: phone }]],
      ]);
    }
  },
);

it.each([
  ["+44 20", "+20 2 2345 6789"],
  ["+44 20 2234", "+20 2 2345 6789"],
  ["+44 20 2234", "0020 2 2345 6789"],
  ["0044 33", "+33 1 23 45 67 89"],
  ["+33 49", "+49 30 123456"],
  ["+33 49", "+49 (0)30 123456"],
  ["+33 49", "+49 030 123456"],
  ["+33 49", "011 49 30 12345678"],
  ["+33 49", "030 123456 / +49 40 123456"],
  ["+44 495", "8 (495) 123-45-67"],
])("'%s' does not find '%s', which is stored with another country", async (q, phone) => {
  const { actor, i_customer } = await customer(1);
  await customer(i_customer, { ...noDigits(), phone });
  expect((await findCustomers(actor, { q })).customers).toEqual([]);
  expect((await suggestCustomers(actor, { q })).customers).toEqual([]);
});

it.each([
  ["+44 20", "020 7183 8750"],
  ["+44 20", "(0)20 7183 8750"],
  ["+44 20", "20 7183 8750"],
  ["+1 212", "(212) 555-0100"],
  ["+7 495", "(495) 123-45-67"],
  ["8 495", "(495) 123-45-67"],
  ["8 (495) 1", "4951234567"],
  ["+375 17", "8 (017) 234-56-78"],
])("'%s' finds '%s', which is stored without its country", async (q, phone) => {
  const { actor, i_customer } = await customer(1);
  const below = await customer(i_customer, { ...noDigits(), phone });
  const hit = [{ i_customer: below.i_customer, matched: { number: phone } }];
  expect((await findCustomers(actor, { q })).customers).toMatchObject(hit);
  expect((await suggestCustomers(actor, { q })).customers).toMatchObject(hit);
});

it("a number in Russia is found by its trunk 8 as it is typed", async () => {
  const { actor, i_customer } = await customer(1);
  const below = await customer(i_customer, { ...noDigits(), phone: "+7 495 123-45-67" });
  for (const q of beginningsOf("8 (495) 123-45-67", 4))
    expect([q, (await findCustomers(actor, { q })).customers]).toMatchObject([
      q,
      [{ i_customer: below.i_customer }],
    ]);
});
