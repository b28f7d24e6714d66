import { describe, expect, it } from "vitest";
import { wholeColumns } from "@/app/(portal)/customers/export/whole-columns";
import { type AttributeName, attributeOf } from "@/attributes/customer";
import { readValue } from "@/attributes/kinds/kind";
import { fromMillionths } from "@/attributes/reading/decimal";
import { languages } from "@/i18n/languages";
import { type FoundCustomer, findCustomers } from "@/server/customers/find-customers";
import { dictionaries } from "@/server/dictionaries/dictionaries";
import { type ExportType, exportFile, exportTypes } from "@/server/files/export/export-file";
import { type NamedTargets, namedRows } from "@/server/files/import/cells/named-rows";
import { readCell } from "@/server/files/import/cells/read-cell";
import { suggestColumns } from "@/server/files/import/columns/suggest-columns";
import { openTable } from "@/server/files/import/read-table";
import { type WholeCustomer, wholeNames } from "@/server/record/whole-customers";
import { customer, tariff } from "./builders";
import { fc } from "./chance";
import { givenFreshDatabase } from "./database/fresh";

givenFreshDatabase();

const tariffNames = ["Gold", "gold", "12", "none", " нет ", "=1+1", 'Gold, silver; "x"'];
const named = {
  tariffs: namedRows(tariffNames.map((name, at) => ({ id: at + 1, name }))),
  routing_groups: namedRows([{ id: 1, name: "unlimited" }]),
  customers: namedRows([{ id: 7, name: "Agent" }]),
};

/** The bytes of a file with these customers. */
async function bytesOf(
  customers: readonly FoundCustomer[],
  locale: (typeof languages)[number],
  format: ExportType,
): Promise<Uint8Array> {
  async function* batches() {
    yield customers;
  }
  const columns = wholeColumns(locale);
  const file = exportFile({ format, title: "Customers", columns, rows: batches(), timeZone: "UTC" });
  return new Uint8Array(await new Response(file.body).arrayBuffer());
}

/** What an import would give the operation for each row, by the columns that are suggested for the file. */
async function readBack(bytes: Uint8Array, named: NamedTargets): Promise<Record<string, unknown>[]> {
  async function* piece() {
    yield bytes;
  }
  const { headers, rows, format } = await openTable(piece(), { name: "customers" });
  const { columns, source, language } = suggestColumns(headers);
  expect(source).toBe("trellis");
  expect(columns.every(({ sure }) => sure === "certain")).toBe(true);
  const context = { locale: language ?? "en", format, source, empty: "leaves", named } as const;
  const all: Record<string, unknown>[] = [];
  for await (const { cells } of rows) {
    const read = columns.map(
      ({ target }, at) => [target, readCell(target, cells[at] ?? "", context)] as const,
    );
    const wrong = read.filter(([, one]) => "problem" in one);
    expect(wrong).toEqual([]);
    all.push(
      Object.fromEntries(read.flatMap(([target, one]) => ("value" in one ? [[target, one.value]] : []))),
    );
  }
  return all;
}

/** Values that an attribute can have, as they are stored. */
function valuesOf(name: AttributeName): fc.Arbitrary<unknown> {
  const { kind } = attributeOf(name);
  const orNull = <Value>(values: fc.Arbitrary<Value>) => (kind.nullable ? fc.option(values) : values);
  switch (kind.kind) {
    case "money":
    case "percent":
      return fc
        .bigInt(
          kind.min.startsWith("-") ? -(10n ** 14n) : 0n,
          BigInt(kind.max.split(".")[0] ?? 0) * 1_000_000n,
        )
        .map(fromMillionths);
    case "number":
      return orNull(
        kind.whole
          ? fc.nat(2_147_483_647)
          : fc.double({ min: 0.001, max: 1e6, noNaN: true }).map((one) => Number(one.toPrecision(12))),
      );
    case "rights":
      return fc.nat(7);
    case "flag":
      return fc.nat(1);
    case "feature":
      return fc.boolean();
    case "reference":
      if (kind.target === "tariffs") return fc.option(fc.nat(tariffNames.length - 1).map((at) => at + 1));
      if (kind.target === "routing_groups") return fc.option(fc.constant(1));
      if (kind.target === "customers") return fc.option(fc.constant(7));
      return orNull(fc.constantFrom(...dictionaries[kind.target].map(({ id }) => id)));
    case "hostname":
      return fc.constantFrom("", "portal.example.com");
    case "email":
    case "email list":
      return fc.constantFrom(
        "",
        "a@example.com",
        ...(kind.kind === "email" ? [] : ["a@example.com, b@пример.рф"]),
      );
    default: {
      const letters = fc.constantFrom(
        "a",
        "Ё",
        "7",
        " ",
        "=",
        "+",
        "-",
        "'",
        '"',
        ",",
        ";",
        "\n",
        "_x0041_",
        "{",
        "🦔",
      );
      return fc
        .oneof(fc.string({ unit: letters, maxLength: 12 }), fc.string({ maxLength: 12 }))
        .map((text) => {
          const read = readValue<unknown>(kind, text);
          return "value" in read ? read.value : name === "name" || name === "web_login" ? "x" : "";
        });
    }
  }
}

describe("the export of everything imports again: what is read is what was there", () => {
  const anyCustomer = fc
    .record(Object.fromEntries(wholeNames.map((name) => [name, valuesOf(name)])))
    .map((values) => {
      // made of all names above
      const whole = values as unknown as WholeCustomer["values"];
      const names = {
        ...(whole.i_tariff === null ? {} : { i_tariff: tariffNames[whole.i_tariff - 1] }),
        ...(whole.i_routing_group === null ? {} : { i_routing_group: "unlimited" }),
        ...(whole.i_commission_agent === null ? {} : { i_commission_agent: "Agent" }),
      };
      return { values: whole, names } as WholeCustomer;
    });

  describe.each(Object.entries(exportTypes))("as %s", (_name, format) => {
    it.each(languages)("in %s", async (locale) => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyCustomer, { minLength: 1, maxLength: 4 }), async (customers) => {
          const found = customers.map((whole, at) => ({
            i_customer: at + 10,
            name: whole.values.name,
            web_login: whole.values.web_login,
            parent_name: "Parent",
            base_currency: "USD",
            whole,
          }));
          // the rest of a row is not in the file
          const read = await readBack(
            await bytesOf(found as unknown as FoundCustomer[], locale, format),
            named,
          );
          expect(read).toHaveLength(customers.length);
          for (const [at, { values }] of customers.entries()) {
            const row = read[at] ?? {};
            expect({ id: row.i_customer, parent: row.parent }).toEqual({ id: at + 10, parent: "Parent" });
            for (const name of wholeNames) {
              const { kind } = attributeOf(name);
              const stored = readValue<unknown>(kind, values[name]);
              const again = name in row ? readValue<unknown>(kind, row[name]) : { value: "" };
              // a text of blanks alone is an empty cell to whoever looks at it
              const isBlank = typeof values[name] === "string" && String(values[name]).trim() === "";
              expect([name, again]).toEqual([name, isBlank ? { value: "" } : stored]);
            }
          }
        }),
        { numRuns: 40 },
      );
    });
  });
});

it("what a reseller's own customers have is in the file, and of those further below what the list shows", async () => {
  const { i_customer, actor } = await customer();
  const i_tariff = await tariff(i_customer);
  const given = {
    city: "Quito",
    max_sessions: 3,
    description: "two\nlines",
    payment_method: 2,
    i_lang: "ru",
  };
  const { i_customer: child } = await customer(i_customer, { ...given, i_tariff, email: "a@example.com" });
  const { i_customer: below } = await customer(child, { city: "Lima", balance: "0" });
  const { customers } = await findCustomers(actor, { sort: "id", whole: true, limit: 1000 });
  const tariffs = namedRows([{ id: i_tariff, name: customers[0]?.whole?.names.i_tariff ?? "" }]);
  const [own, indirect] = await readBack(await bytesOf(customers, "en", exportTypes.csv), { tariffs });
  expect(own).toMatchObject({
    ...given,
    max_sessions: "3",
    i_customer: child,
    i_tariff,
    customers_mgmt: 7,
    email: "a@example.com",
  });
  expect(indirect).toEqual({
    i_customer: below,
    name: customers[1]?.name,
    web_login: customers[1]?.web_login,
    parent: customers[0]?.name,
    balance: "0",
    credit_limit: "0",
  });
});
