import { describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { dictionaries } from "@/server/dictionaries/dictionaries";
import { vendorDictionaries } from "@/server/dictionaries/vendor-dictionaries";
import { operations } from "@/server/doors/operations";
import { customer, refusalOf } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { getDictionary } = operations;

const served = [...Object.keys(dictionaries), "timezones", ...Object.keys(vendorDictionaries)];

/** The entries of a dictionary as a list of words, `1 CSV`. */
async function words(name: string, more: object = {}): Promise<string[]> {
  const { entries } = await getDictionary(systemActor, { name, ...more });
  return entries.map((entry) => `${entry.id} ${entry.name}`);
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
        const { dictionary, entries } = await getDictionary(systemActor, { name, i_lang });
        expect(entries.map(({ id }) => id)).toEqual(dictionaries[name].map(({ id }) => id));
        expect(entries.filter((entry) => entry.name.trim() === "")).toEqual([]);
        expect(dictionary).toEqual(Object.fromEntries(entries.map((entry) => [entry.id, entry.name])));
      }
    },
  );

  it.each([
    ["timezones", ["370 UTC"]],
    ["protocols", ["1 SIP", "2 H.323", "3 IAX2", "4 Calling Card PIN"]],
    ["proto_transports", ["1 UDP", "2 TCP", "3 TLS"]],
    ["tariff_types", ["1 Tariff", "2 Incoming Tariff"]],
    ["upload_types", ["1 Rates", "2 Routes"]],
    ["media_relays", ["1 Default"]],
    ["media_relay_types", ["0 None", "1 Default"]],
    ["qmon_actions", ["make_last_in_routing Make last in routing", "block Block", "none None"]],
    ["forward_did_modes", ["1 Incoming number", "2 Translated number"]],
    ["privacy_modes", ["1 None", "2 Hide", "3 Pass on"]],
    ["ca_list_types", ["1 Uploaded", "2 Local folder"]],
    ["ssl_certificate_types", ["1 Uploaded", "2 Generated"]],
    ["ssl_use_domain_types", ["1 Web/HTTPS", "2 SIP/TLS"]],
    ["trunk_policies", ["ordered Ordered", "random Random"]],
  ])(
    "gives the original vendor's %s, by the same ids in both forms and every language",
    async (name, known) => {
      const { dictionary, entries } = await getDictionary(systemActor, { name });
      expect(await words(name)).toEqual(name === "timezones" ? expect.arrayContaining(known) : known);
      expect(dictionary).toEqual(Object.fromEntries(entries.map((entry) => [entry.id, entry.name])));
      expect(await getDictionary(systemActor, { name, i_lang: "ru" })).toEqual({ dictionary, entries });
    },
  );

  it("gives the same zones by both of their names, and the same languages to the web and to voice menus", async () => {
    expect(await words("timezones")).toEqual(await words("time_zones"));
    for (const type of [undefined, null, "web", "ivr"])
      expect(await words("languages", { type })).toEqual(["en English", "ru Русский"]);
    for (const type of ["", "WEB", "voice", 1])
      expect(await refusalOf(getDictionary(systemActor, { name: "languages", type }))).toMatchObject({
        code: 400,
        message: "Parameter type must be one of web, ivr",
      });
    expect(await words("protocols", { type: "nothing" })).toHaveLength(4);
  });

  it("refuses a name that it does not have, and lists those that it has", async () => {
    for (const name of ["tariffs", "", "toString", null, 5])
      expect(await refusalOf(getDictionary(systemActor, { name }))).toMatchObject({
        code: 400,
        attribute: "name",
        message: `Parameter name must be one of ${served.join(", ")}`,
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
