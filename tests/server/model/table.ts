import { readFileSync } from "node:fs";

/** The attributes as the specification's table has them: the model asks it, and not the program's registry. */
const rows = readFileSync(new URL("../../attributes/customer-attributes.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  // the first five cells hold no commas
  .map((line) => line.split(","));

/** In the order in which refusals name them. */
export const order: readonly string[] = rows.map(([name = ""]) => name);

const groups = new Map(rows.map(([name = "", , , group = ""]) => [name, group]));

export function groupOf(name: string): string {
  return groups.get(name) ?? "";
}

export const masks = ["accounts_mgmt", "customers_mgmt", "tariffs_mgmt", "vouchers_mgmt"];
export const flags = ["system_mgmt", "api_access", "api_mgmt", "use_own_tariff"];
export const features = order.filter((name) => groupOf(name) === "features");

/** What one can only give on when one has it oneself, in the table's order. */
export const given = [...masks, ...flags, ...features];
