import { describe, expect, it } from "vitest";
import { sortedWhereDirect } from "@/server/customers/sortings";
import { operations } from "@/server/doors/operations";
import { orderKey } from "@/server/ground/text/unique-key";
import { readTypedNumber } from "@/server/record/phone/phone-number";
import { fc } from "@/tests/chance";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const {
  findCustomers,
  listBlocks,
  blockCustomer,
  listBranch,
  listTariffs,
  suggestCustomers,
  updateCustomer,
} = operations;

/** The letters of which we make words in each alphabet. */
const alphabets = {
  Latin: "a b c A Z é ü Ä ø Ł ß œ ñ",
  Turkish: "i ı İ I ş Ş ğ ç Ö",
  Vietnamese: "ấ ệ ữ Đ đ ờ Ắ Ỹ n g",
  Cyrillic: "а б ё Ё й Й ї ў Ж Щ ь",
  Greek: "σ ς Σ ώ ΐ Ά Ω κ τ",
  Hebrew: "ש שׁ לָ ו ם א",
  Arabic: "م مُ حَ مّ د أ ي ى ك",
  Devanagari: "क कि की कु क्ष ज़ ं म",
  CJK: "株 式 会 社 山 田 ガ ビ 한 국",
  Georgian: "ა ბ გ Ა Ბ Გ",
  emoji: "☕ 👩‍🚀 ❤️ 🇬🇪 a",
} as const;

const words = (alphabet: string) =>
  fc
    .array(fc.constantFrom(...alphabet.split(" "), " "), { minLength: 2, maxLength: 9 })
    .map((parts) => parts.join("").replace(/\s+/g, " ").trim())
    .filter((text) => /[^\s\p{M}]/u.test(text) && !/^\p{M}/u.test(text));

const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.normalize("NFD"),
  (text) => text.normalize("NFKC"),
  // without accents, as people without keys for them type it; vowel signs of Indic scripts are not accents
  (text) => text.normalize("NFD").replace(/[\u0300-\u036f\u05b0-\u05c7\u064b-\u0655]/g, ""),
];

describe.each(Object.entries(alphabets))("%s", (_name, alphabet) => {
  it("every beginning of a name, login or company finds it, in every spelling, in the list, the palette and what is blocked", async () => {
    const { actor, i_customer } = await customer(1, {
      name: freshName("above"),
      web_login: freshName("above"),
    });
    const { i_customer: below } = await customer(i_customer);
    await blockCustomer(actor, { i_customer: below, reason: "other" });
    await fc.assert(
      fc.asyncProperty(
        words(alphabet),
        fc.constantFrom("name", "web_login", "company_name"),
        fc.nat(),
        fc.constantFrom(...spellings),
        async (text, attribute, at, spell) => {
          await updateCustomer(
            { ...actor, door: "api" },
            {
              i_customer: below,
              name: freshName("~"),
              web_login: freshName("~"),
              company_name: "",
              [attribute]: text,
            },
          );
          const points = [...text];
          for (const length of [1, 2, 3, points.length, 1 + (at % points.length)]) {
            const q = spell(points.slice(0, length).join(""));
            if (/^(?:[\s\p{M}]|\u200d)*$/u.test(q)) continue;
            const told = `${JSON.stringify(q)} for ${JSON.stringify(text)}`;
            const list = await findCustomers(actor, { q });
            expect(
              list.customers.map((one) => one.i_customer),
              told,
            ).toEqual([below]);
            const palette = await suggestCustomers(actor, { q });
            expect(
              palette.customers.map((one) => one.i_customer),
              told,
            ).toEqual([below]);
            if (attribute === "name") expect((await listBlocks(actor, { q })).blocks, told).toHaveLength(1);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

it.each([
  ["Королёв", "Королев"],
  ["Королев", "Королёв"],
  ["Müller", "muller"],
  ["Muller", "Müller"],
  ["İstanbul", "istanbul"],
  ["Diyarbakır", "DIYARBAKIR"],
  ["Κώστας", "Κώσ"],
  ["O'Brien", "O’Brien"],
  ["O’Brien", "O'Brien"],
  ["Jean‑Luc", "jean-luc"],
  ["Łódź", "lodz"],
])("%s is found as %s", async (name, q) => {
  const { actor, i_customer } = await customer(1);
  const below = await customer(i_customer, { name: `${name} ${freshName("")}`, web_login: freshName("x") });
  for (const found of [await findCustomers(actor, { q }), await suggestCustomers(actor, { q })])
    expect(found.customers.map((one) => one.i_customer)).toEqual([below.i_customer]);
});

it("an international alias is found as it is read, without its marks, and as DNS has it", async () => {
  const { actor, i_customer } = await customer(1);
  const below = await customer(i_customer, { dns_alias: "bücher.example.com" });
  for (const q of ["bücher.ex", "bucher", "xn--bcher"])
    expect((await findCustomers(actor, { q })).customers, q).toMatchObject([
      { i_customer: below.i_customer },
    ]);
});

it("every column of text is in the order of its folded key, and pages meet each row once, both ways", async () => {
  const { actor, i_customer } = await customer(1);
  const texts = fc.sample(fc.oneof(...Object.values(alphabets).map(words), fc.constant("")), 45);
  for (const [at, text] of texts.entries())
    await customer(i_customer, {
      name: `${text} ${freshName("n")}`.trim(),
      web_login: `${text} ${freshName("l")}`.trim(),
      company_name: text,
      city: texts[(at * 7) % texts.length],
      email: at % 5 ? `x${at}@example.com` : "",
      phone: at % 4 ? `+44 ${at}` : "",
    });
  const values = {
    name: "name",
    login: "web_login",
    company: "company_name",
    email: "email",
    phone: "phone",
    city: "city",
  } as const;
  expect(Object.keys(values)).toEqual(expect.arrayContaining([...sortedWhereDirect]));
  for (const [sort, column] of Object.entries(values))
    for (const order of ["asc", "desc"]) {
      const met: { i_customer: number; key: string }[] = [];
      let after: string | null = "";
      let previous: string | null = null;
      while (after !== null) {
        const page: Awaited<ReturnType<typeof findCustomers>> = await findCustomers(actor, {
          sort,
          order,
          direct: "1",
          limit: "8",
          after,
        });
        met.push(
          ...page.customers.map((one) => ({
            i_customer: one.i_customer,
            key: orderKey(String(one[column])),
          })),
        );
        ({ next: after, previous } = page);
      }
      expect(new Set(met.map((one) => one.i_customer)).size, `${sort} ${order}`).toBe(texts.length);
      expect(met).toHaveLength(texts.length);
      const bytes = ({ key, i_customer: id }: { key: string; i_customer: number }) =>
        [Buffer.from(key), id] as const;
      const sorted = met.toSorted((one, other) => {
        const [[key, id], [otherKey, otherId]] = [bytes(one), bytes(other)];
        return (Buffer.compare(key, otherKey) || id - otherId) * (order === "asc" ? 1 : -1);
      });
      expect(met, `${sort} ${order}`).toEqual(sorted);
      const back = await findCustomers(actor, {
        sort,
        order,
        direct: "1",
        limit: "8",
        after: previous ?? "",
      });
      expect(back.customers.map((one) => one.i_customer)).toEqual(
        met
          .slice(-(((texts.length - 1) % 8) + 1) - 8, -(((texts.length - 1) % 8) + 1))
          .map((one) => one.i_customer),
      );
    }
  const branch = await listBranch(actor, { i_customer });
  expect(branch.branches.map(({ name }) => orderKey(name))).toEqual(
    branch.branches
      .map(({ name }) => orderKey(name))
      .toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))),
  );
  for (const name of ["Zebra", "Ärzte", "apfel", "Ёлка", "Елань", "Жук"])
    await operations.addTariff(actor, { name, currency: "USD" });
  expect((await listTariffs(actor, {})).tariffs.map(({ name }) => name)).toEqual([
    "apfel",
    "Ärzte",
    "Zebra",
    "Елань",
    "Ёлка",
    "Жук",
  ]);
});

it("the history is narrowed by who in any spelling, and the statement is in the lists' order, deleted ones too", async () => {
  const { actor, i_customer } = await customer(1, { web_login: freshName("Ёлка Müller İstanbul") });
  for (const name of ["Ёлка", "Елань", "Жук", "ärzte", "Apfel", "Zebra"]) {
    const below = await customer(i_customer, { name: `${name} ${freshName("")}`, web_login: freshName("x") });
    await operations.updateCustomer(actor, { i_customer: below.i_customer, city: "Quito" });
    if (name === "Жук" || name === "ärzte")
      await operations.deleteCustomer(actor, { i_customer: below.i_customer });
  }
  for (const who of ["елка", "ЁЛКА", "muller", "istanbul", "MÜLLER"])
    expect((await operations.listHistory(actor, { who })).entries.length, who).toBeGreaterThan(0);
  expect((await operations.listHistory(actor, { who: "nobody" })).entries).toEqual([]);
  const { rows } = await operations.getStatement(actor, { since: "2020-01-01", until: "2100-01-01" });
  expect(rows.map(({ name }) => name.split(" ")[0])).toEqual([
    "Apfel",
    "ärzte",
    "Zebra",
    "Елань",
    "Ёлка",
    "Жук",
  ]);
});

describe("a number", () => {
  it.each([
    [
      "+44 20 7183 8750 ext. 12",
      [
        "+44 20 7183 8750 ext. 12",
        "44207183875012",
        "020 7183 8750",
        "ext. 12",
        "02071838750;ext=12",
        "020 7183 8750 x12",
        "020 7183 8750 доб. 12",
      ],
    ],
    ["020 7183 8750;ext=12", [";ext=12", "2071838750", "+44 20 7183 8750", "0207183875012"]],
    [
      "8 (495) 123-45-67 доб. 7",
      ["доб. 7", "8 495 123 45 67", "+7 495 1234567", "ДОБ. 7", "84951234567 доб 7"],
    ],
    ["+1 555 010 9999 x12", ["x12", "5550109999", "1555010999912"]],
    ["555-010-9999 #12", ["#12", "5550109999"]],
    [
      "1-800-FLOWERS",
      [
        "1-800-FLOWERS",
        "18003569377",
        "8003569377",
        "+1 800 356 9377",
        "1800flowers",
        "1 800 FLOWERS",
        "flowers",
      ],
    ],
    ["8-800-ДОСТАВКА", ["8-800-доставка", "доставка"]],
    ["100000001", ["+100000001", "+1 (0) 0000001", "100000001"]],
    ["٠٢٠٧١٨٣٨٧٥٠", ["020 7183 8750", "2071838750", "٠٢٠٧١٨٣٨٧٥٠"]],
  ] as const)("%s is found by its own text and by its digits, and shown", async (phone, typed) => {
    const { actor, i_customer } = await customer(1);
    const below = await customer(i_customer, { name: freshName("one"), alt_phone: phone });
    await customer(i_customer, { name: freshName("another"), phone: "+49 30 4455 6677" });
    for (const q of typed)
      for (const found of [await findCustomers(actor, { q }), await suggestCustomers(actor, { q })]) {
        expect(
          found.customers.map((one) => one.i_customer),
          q,
        ).toEqual([below.i_customer]);
        expect(found.customers[0]?.matched, q).toEqual({ number: phone.normalize("NFC") });
      }
  });

  it("in E.164 is found by every beginning, with and without a plus, however it begins and is kept", async () => {
    const { actor, i_customer } = await customer(1);
    const below = await customer(i_customer, { name: "Nobody", web_login: freshName("nobody") });
    const national = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("1", "7", "33", "44", "81", "82", "84", "86", "88", "810", "880", "998", "20"),
        national,
        fc.constantFrom("+", "", "00"),
        fc.constantFrom("+", ""),
        async (code, rest, kept, plus) => {
          const digits = `${code}${rest.join("")}`.slice(0, 15);
          await updateCustomer(actor, { i_customer: below.i_customer, phone: `${kept}${digits}` });
          for (let length = 1; length <= digits.length; length += 1) {
            const q = `${plus}${digits.slice(0, length)}`;
            if (readTypedNumber(q) === null && plus === "" && Number(q) === below.i_customer) continue;
            const { customers } = await findCustomers(actor, { q });
            expect(
              customers.map((one) => one.i_customer),
              `${q} of ${kept}${digits}`,
            ).toEqual([below.i_customer]);
            expect(customers[0]?.matched).toEqual({ number: `${kept}${digits}` });
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it("below the direct level is told to match, and not shown; a name that was found shows none", async () => {
    const { actor, i_customer } = await customer(1);
    const middle = await customer(i_customer, { name: "Orchid Calls" });
    const deep = await customer(middle.i_customer, { phone: "+44 20 7183 8750" });
    for (const act of [findCustomers, suggestCustomers]) {
      const { customers } = await act(actor, { q: "020 7183 8750" });
      expect(customers).toMatchObject([{ i_customer: deep.i_customer, matched: { number: null } }]);
      expect(JSON.stringify(customers)).not.toContain("7183");
      expect((await act(actor, { q: "orchid" })).customers).toMatchObject([{ matched: null }]);
    }
  });
});
