import { createReadStream } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { namedRows } from "@/server/files/import/cells/named-rows";
import { readCell } from "@/server/files/import/cells/read-cell";
import { suggestColumns } from "@/server/files/import/columns/suggest-columns";
import { openTable } from "@/server/files/import/read-table";

const tariffs = ["Retail BR", "Wholesale", "Default RG", "Premium", "Default"];
const named = { tariffs: namedRows(tariffs.map((name, at) => ({ id: at + 1, name }))) };

/** What a sample's rows say, as an import reads them; made after the formats that the programs publish. */
async function readSample(file: string): Promise<{ source: string | null; rows: Record<string, unknown>[] }> {
  const bytes = createReadStream(join(import.meta.dirname, "import-samples", file));
  const { headers, rows, format } = await openTable(bytes, { name: file });
  const { columns, source } = suggestColumns(headers);
  const context = { locale: "ru", format, source, empty: "leaves", named } as const;
  const read: Record<string, unknown>[] = [];
  for await (const { cells } of rows) {
    const values = columns.map(
      ({ target }, at) => [target, readCell(target, cells[at] ?? "", context)] as const,
    );
    expect(values.filter(([, value]) => "problem" in value)).toEqual([]);
    read.push(
      Object.fromEntries(values.flatMap(([target, one]) => ("value" in one ? [[target, one.value]] : []))),
    );
  }
  return { source, rows: read };
}

describe("a file of another program is read without a word from whoever brings it", () => {
  it("MagnusBilling's users, whose credit is a balance, and whose limit counts for postpaid ones alone", async () => {
    expect(await readSample("magnusbilling-users.csv")).toEqual({
      source: "magnusbilling",
      rows: [
        {
          web_login: "40001",
          name: "Ana Silva",
          last_name: "Silva",
          first_name: "Ana",
          email: "ana@example.com",
          balance: "12.34",
          i_tariff: 1,
          blocked: false,
          city: "Recife",
          state: "PE",
          country: "Brazil",
          postal_code: "50000-000",
          phone: "+5581999990000",
          credit_limit: "0",
          max_calls_per_second: null,
        },
        {
          web_login: "40002",
          name: "Voz Ltda",
          last_name: "Souza",
          first_name: "João",
          email: "joao@example.com",
          company_name: "Voz Ltda",
          balance: "-7.5",
          i_tariff: 2,
          parent: "agente1",
          blocked: true,
          city: "Olinda",
          state: "PE",
          country: "Brazil",
          postal_code: "53000-000",
          phone: "+5581999990001",
          credit_limit: "100",
          max_calls_per_second: "10",
        },
      ],
    });
  });

  it("ASTPP's customers, of whom the postpaid have what they owe for a balance", async () => {
    expect(await readSample("astpp-customers.csv")).toEqual({
      source: "astpp",
      rows: [
        {
          web_login: "1234567890",
          name: "Doe Telecom",
          first_name: "Jane",
          last_name: "Doe",
          company_name: "Doe Telecom",
          i_tariff: 3,
          balance: "1250.5",
          credit_limit: "0",
          max_sessions: null,
          blocked: false,
        },
        {
          web_login: "2345678901",
          name: "John Smith",
          first_name: "John",
          last_name: "Smith",
          i_tariff: 4,
          balance: "-42.5",
          credit_limit: "100",
          max_sessions: "5",
          parent: "1234567890",
          blocked: true,
        },
      ],
    });
  });

  it("those of an older ASTPP, which says who is postpaid", async () => {
    const { source, rows } = await readSample("astpp-customers-2.csv");
    expect(source).toBe("astpp");
    expect(rows).toMatchObject([
      { web_login: "77001", i_tariff: 5, balance: "3.5", credit_limit: "20" },
      { web_login: "77002", i_tariff: 5, balance: "8", credit_limit: "0" },
    ]);
  });

  it("WHMCS's clients, who log in by their addresses", async () => {
    expect(await readSample("whmcs-clients.csv")).toEqual({
      source: "whmcs",
      rows: [
        {
          name: "Grace Hopper",
          web_login: "grace@example.com",
          first_name: "Grace",
          last_name: "Hopper",
          email: "grace@example.com",
          street_addr: "1 Navy Yard\nFloor 2",
          city: "Arlington",
          state: "Virginia",
          postal_code: "22201",
          country: "United States",
          phone: "+1 7035550100",
          balance: "25",
          description: "VIP, call first",
          blocked: false,
          i_lang: "en",
        },
        expect.objectContaining({
          name: "Космос ООО",
          country: "Russia",
          blocked: true,
          i_lang: "ru",
          phone: "+7 4955550101",
        }),
        // nobody's language here is Japanese: the provider's it is
        expect.not.objectContaining({ i_lang: expect.anything() }),
      ],
    });
  });

  it("the same by the names of its table's columns, without the hashes of passwords", async () => {
    const { source, rows } = await readSample("whmcs-tblclients.csv");
    expect(source).toBe("whmcs");
    expect(rows).toMatchObject([
      { name: "Ada Lovelace", payment_currency: "GBP", country: "United Kingdom" },
    ]);
    expect(rows[0]).not.toHaveProperty("web_password");
  });

  it("once: who brings it back with what we have added gets it as it is", async () => {
    const file =
      "Account,First Name,Rate Group,Balance(USD),Credit Limit(USD),name\n1,Jane,Gold,-5,10,Jane\n";
    async function* bytes() {
      yield new TextEncoder().encode(file);
    }
    const { headers, rows } = await openTable(bytes(), { name: "x" });
    expect(headers.at(-1)).toBe("name");
    for await (const { cells } of rows) expect(cells).toEqual(["1", "Jane", "Gold", "-5", "10", "Jane"]);
  });
});
