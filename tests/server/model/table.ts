import { readFileSync } from "node:fs";

/** The attributes from the specification's table, which the model uses instead of the program's registry. */
const rows = readFileSync(new URL("../../attributes/customer-attributes.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  // the first five cells contain no commas
  .map((line) => line.split(","));

/** The attributes in the order of refusals. */
export const order: readonly string[] = rows.map(([name = ""]) => name);

const groups = new Map(rows.map(([name = "", , , group = ""]) => [name, group]));

export function groupOf(name: string): string {
  return groups.get(name) ?? "";
}

export const masks = ["accounts_mgmt", "customers_mgmt", "tariffs_mgmt", "vouchers_mgmt"];
export const flags = ["system_mgmt", "api_access", "api_mgmt", "use_own_tariff"];
export const features = order.filter((name) => groupOf(name) === "features");

/** The attributes that people can only give if they have them themselves, in the table's order. */
export const given = [...masks, ...flags, ...features];
