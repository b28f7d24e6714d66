import { describe, expect, it } from "vitest";
import { dictionaries } from "@/server/dictionaries/dictionaries";
import { operations } from "@/server/operations";
import { systemActor } from "@/server/system-actor";
import { customer, refusalOf } from "../builders";
import { countStatements, givenFreshDatabase } from "../database/fresh";

givenFreshDatabase();

const { getDictionary } = operations;

/** The entries of a dictionary as a list of words, `1 CSV`. */
async function words(name: string, more: object = {}): Promise<string[]> {
  const { dictionary } = await getDictionary(systemActor, { name, ...more });
  return dictionary.map((entry) => `${entry.id} ${entry.name}`);
}

describe("getDictionary", () => {
  it("gives the fixed ids of the specification, in English where no language is said", async () => {
    expect(await words("export_types")).toEqual(["1 CSV", "2 XLSX"]);
    expect(await words("payment_methods")).toEqual([
      "1 card",
      "2 bank transfer",
      "3 cash",
      "4 cheque",
      "5 other",
    ]);
    expect(await words("start_pages")).toEqual(["1 overview", "2 customers", "3 tree", "4 my preferences"]);
    expect(await words("password_policies")).toEqual(["1 standard", "2 strong", "3 strict"]);
    expect((await words("languages")).slice(0, 2)).toEqual(["en English", "ru Русский"]);
    expect(await words("time_zones")).toEqual(expect.arrayContaining(["370 UTC"]));
    expect(await words("currencies")).toEqual(expect.arrayContaining(["USD US Dollar", "EUR Euro"]));
  });

  it("speaks every language of the interface, where a word has one", async () => {
    const russian = { i_lang: "ru" };
    expect(await words("payment_methods", russian)).toEqual(expect.arrayContaining(["3 Наличные"]));
    expect(await words("currencies", russian)).toEqual(expect.arrayContaining(["USD доллар США"]));
    expect(await words("time_zones", russian)).toEqual(await words("time_zones"));
    expect(await words("start_pages", { i_lang: "EN" })).toEqual(await words("start_pages"));
  });

  it.each(Object.keys(dictionaries) as (keyof typeof dictionaries)[])(
    "gives all of %s, each with a name, in every language",
    async (name) => {
      for (const i_lang of ["en", "ru"]) {
        const { dictionary } = await getDictionary(systemActor, { name, i_lang });
        expect(dictionary.map(({ id }) => id)).toEqual(dictionaries[name].map(({ id }) => id));
        expect(dictionary.filter((entry) => entry.name.trim() === "")).toEqual([]);
      }
    },
  );

  it("refuses a name that it does not have, and lists those that it has", async () => {
    for (const name of ["tariffs", "", "toString", null, 5])
      expect(await refusalOf(getDictionary(systemActor, { name }))).toMatchObject({
        code: 400,
        attribute: "name",
        message: `Parameter name must be one of ${Object.keys(dictionaries).join(", ")}`,
      });
    expect(await refusalOf(getDictionary(systemActor, {}))).toMatchObject({
      message: "Parameter name is required",
    });
    expect(await refusalOf(getDictionary(systemActor, { name: "languages", i_lang: "xx" }))).toMatchObject({
      code: 400,
      attribute: "i_lang",
    });
  });

  it("is for everybody, without a right, and ignores i_wholesaler, of a trusted host too", async () => {
    const { actor } = await customer(1, { customers_mgmt: 0, tariffs_mgmt: 0, system_mgmt: 0 });
    const plain = { ...actor, access_level: "CALLSHOP_OPERATOR" as const };
    for (const door of ["web", "api", "trusted"] as const)
      for (const i_wholesaler of [undefined, "nonsense", 1])
        await getDictionary({ ...plain, door }, { name: "languages", i_wholesaler });
    const { count } = await countStatements(() => getDictionary(actor, { name: "time_zones" }));
    expect(count).toBe(1);
  });
});
