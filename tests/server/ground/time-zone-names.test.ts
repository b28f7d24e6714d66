import { expect, it } from "vitest";
import zones from "@/prisma/data/time-zones.json";
import { database } from "@/server/database/client";
import { timeZoneGiven, timeZoneName } from "@/server/dictionaries/dictionaries";
import { loadDictionaries } from "@/server/dictionaries/load-dictionaries";
import { operations } from "@/server/doors/operations";
import { customer, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { getCustomerInfo, getDictionary, updateCustomer, editOwnSettings, getOwnSettings } = operations;

/** The renamed zones, each with its former name. Source: `backward` of the IANA time zone database. */
const renamed = [
  ["Africa/Asmera", "Africa/Asmara"],
  ["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
  ["America/Catamarca", "America/Argentina/Catamarca"],
  ["America/Coral_Harbour", "America/Atikokan"],
  ["America/Cordoba", "America/Argentina/Cordoba"],
  ["America/Godthab", "America/Nuuk"],
  ["America/Indianapolis", "America/Indiana/Indianapolis"],
  ["America/Jujuy", "America/Argentina/Jujuy"],
  ["America/Louisville", "America/Kentucky/Louisville"],
  ["America/Mendoza", "America/Argentina/Mendoza"],
  ["Asia/Calcutta", "Asia/Kolkata"],
  ["Asia/Katmandu", "Asia/Kathmandu"],
  ["Asia/Rangoon", "Asia/Yangon"],
  ["Asia/Saigon", "Asia/Ho_Chi_Minh"],
  ["Atlantic/Faeroe", "Atlantic/Faroe"],
  ["Europe/Kiev", "Europe/Kyiv"],
  ["Pacific/Enderbury", "Pacific/Kanton"],
  ["Pacific/Ponape", "Pacific/Pohnpei"],
  ["Pacific/Truk", "Pacific/Chuuk"],
] as const;

it("a zone that was renamed has its present name, in the dictionary and the database, and its old id", async () => {
  const { dictionary } = await getDictionary((await customer(1)).actor, { name: "time_zones" });
  const names = JSON.stringify(dictionary);
  for (const [former, present] of renamed) {
    expect(names).toContain(`"${present}"`);
    expect(names).not.toContain(`"${former}"`);
  }
  expect(timeZoneName(225)).toBe("Asia/Kolkata");
  expect(timeZoneName(333)).toBe("Europe/Kyiv");
  // as an earlier version wrote them
  await database().$executeRaw`UPDATE time_zones SET name = 'Asia/Calcutta' WHERE i_time_zone = 225`;
  await loadDictionaries(database());
  expect(await database().timeZone.findUniqueOrThrow({ where: { i_time_zone: 225 } })).toMatchObject({
    name: "Asia/Kolkata",
  });
});

it("both names of a zone, in any letter case, are read as its id by customers and by persons; nonsense is refused", async () => {
  const { actor, i_customer } = await customer(1);
  const below = (await customer(i_customer)).i_customer;
  for (const [former, present] of renamed) {
    const id = timeZoneGiven(present);
    expect(id).toEqual(expect.any(Number));
    for (const name of [former, present, present.toLowerCase()]) {
      await updateCustomer(actor, { i_customer: below, i_time_zone: name });
      const { customer: read } = await getCustomerInfo(actor, { i_customer: below });
      expect(read.i_time_zone, name).toBe(id);
    }
  }
  await editOwnSettings(actor, { i_time_zone: "Asia/Saigon" });
  expect((await getOwnSettings(actor, {})).settings.i_time_zone).toBe(timeZoneGiven("Asia/Ho_Chi_Minh"));
  for (const i_time_zone of ["Asia/Nowhere", "Kolkata"])
    expect(await refusalOf(updateCustomer(actor, { i_customer: below, i_time_zone }))).toMatchObject({
      code: 400,
      attribute: "i_time_zone",
    });
});

it("Node and PostgreSQL reckon with every name", async () => {
  for (const { name } of zones) new Intl.DateTimeFormat("en", { timeZone: name });
  const unknown = await database().$queryRaw<{ name: string }[]>`
    SELECT t.name FROM json_to_recordset(${JSON.stringify(zones)}::json) AS t (name text)
     WHERE NOT EXISTS (SELECT FROM pg_timezone_names n WHERE n.name = t.name)`;
  expect(unknown).toEqual([]);
});
