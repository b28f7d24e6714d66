import { table } from "../../../attributes/table";
import { casesOf } from "../../methods/attribute-cases";
import type { siblings } from "../../methods/siblings";
import type { Random } from "../../stage/random";
import { type Ask, customerId, idIn, membersOf, newCustomer } from "./ask";

/** Each attribute with some of its good and bad values, on create and on update; what came of it is read now and then. */
export async function writeAttributes(ask: Ask, random: Random): Promise<void> {
  const target = { i_wholesaler: customerId("root"), i_customer: "" };
  for (const [at, row] of table.entries()) {
    const name = row.name ?? "";
    if (at % 8 === 0)
      target.i_customer = idIn(await ask("root", "createCustomer", newCustomer("root"))) ?? "";
    const values = chosen(row, random);
    for (const [index, value] of values.entries()) {
      const caller = index % 2 === 0 ? "trusted" : "root";
      await ask(caller, "updateCustomer", { ...target, [name]: value });
    }
    await ask("root", "createCustomer", newCustomer("root", { [name]: values[0] ?? "nil" }));
    await ask("trusted", "createCustomer", newCustomer("root", { [name]: values.at(-1) ?? "nil" }));
    const what = "string updateCustomer";
    if (at % 3 === 0)
      await ask("root", "getAuditLogs", { what, i_customer: target.i_customer, limit: "int 1" });
    if (at % 8 !== 4 && at % 8 !== 7) continue;
    const info = membersOf(await ask("trusted", "getCustomerInfo", target)).customer ?? {};
    // many programs send back whole what they have read
    if (at % 16 === 7) await ask("trusted", "updateCustomer", { ...membersOf(info), ...target });
  }
}

type Row = Parameters<typeof casesOf>[0];

/** The first two values of each outcome, and some others by chance. */
function chosen(row: Readonly<Record<string, string>>, random: Random): string[] {
  const { name = "", wire_type: wire = "", kind = "", bounds = "", returned = "" } = row;
  const given: Row = { name, wire, kind, bounds, returned, default: row.default ?? "" };
  const cases = casesOf(given, stand).map(({ sent, seen }) => ({ sent: sent(), good: seen !== "refused" }));
  const short = cases.filter(({ sent }) => sent.length < 300);
  const some = (good: boolean, most: number) => {
    const all = short.filter((one) => one.good === good);
    return [
      ...all.slice(0, 1),
      ...all.slice(1).filter(() => random.once(Math.max(1, Math.round(all.length / 2)))),
    ].slice(0, most);
  };
  return [...some(true, 2), ...some(false, 1)].map(({ sent }) => notationOf(sent));
}

/** Numbers that stand for things of the world until they are written. */
const marks: Readonly<Record<string, string>> = {
  900001: "{customer omega}",
  900002: "{tariff root.USD}",
  900003: "{tariff root.EUR}",
  900004: "{tariff alpha.USD}",
  900005: "{group root.group}",
  900006: "{group alpha.group}",
};
const stand: typeof siblings = {
  agent: 900001,
  tariff: 900002,
  euros: 900003,
  foreignTariff: 900004,
  group: 900005,
  foreignGroup: 900006,
  taken: "omega",
};

/** A value in XML, as the corpus writes it. */
function notationOf(xml: string): string {
  const text = xml
    .replace(/90000\d/g, (number) => marks[number] ?? number)
    // without what makes a name new in each run
    .replace(/(whole \d+) \w{6}/, "$1");
  if (text === "<nil/>") return "nil";
  const [, type, inside = ""] =
    /^<(int|i4|i8|double|string|boolean|dateTime\.iso8601|base64)>([^<]*)<\/\1>$/.exec(text) ?? [];
  const plain = inside
    .replace(/&#13;/g, "\r")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
  return type ? `${type} ${plain}` : `xml ${text}`;
}
