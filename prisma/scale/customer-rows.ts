import { loginKeys, nameKeys, orderKey } from "@/server/ground/text/unique-key";
import { searchText } from "@/server/record/search-text";
import type { Cell } from "./copy-in";
import { oneOf } from "./dice";
import { limitOf } from "./money-rows";
import { rights } from "./plan-terms";
import { createdAt, day, diceFor, money, type World } from "./world";

const masks: readonly string[] = ["accounts_mgmt", "customers_mgmt", "tariffs_mgmt", "vouchers_mgmt"];
const personal = ["company_name", "first_name", "last_name", "street_addr", "city", "country"] as const;

export const customerColumns = [
  "i_customer",
  "i_wholesaler",
  "path",
  "depth",
  "created_at",
  "name",
  "name_key",
  "name_order",
  "company_order",
  "email_order",
  "phone_order",
  "city_order",
  "search_text",
  "i_tariff",
  "i_routing_group",
  "i_commission_agent",
  "base_currency",
  "payment_currency",
  "balance",
  "ledger_place",
  "owes_since",
  "credit_limit",
  "max_sessions",
  "api_access",
  "i_lang",
  "phone",
  "fax",
  "email",
  ...personal,
  ...rights,
] as const;

export function* customerRows(world: World): Generator<Cell[]> {
  const { tree, people, terms, balance, owesSince, place } = world;
  for (let id = 2; id <= tree.last; id += 1) {
    const person = people[id];
    if (!person) continue;
    const dice = diceFor(world, id, "values");
    const owes = owesSince[id] ?? 0;
    const { name_key, name_order } = nameKeys(person.name);
    const held = terms.rights[id] ?? 0;
    const isReseller = tree.isReseller[id] === 1;
    const given = rights.map((name, bit) => {
      const has = (held & (1 << bit)) !== 0;
      if (masks.includes(name)) return has ? (isReseller ? 7 : 1) : 0;
      return name.endsWith("_enabled") ? has : Number(has);
    });
    yield [
      id,
      tree.parent[id] ?? 0,
      tree.path[id] ?? "",
      tree.depth[id] ?? 0,
      new Date(createdAt(world, id)),
      person.name,
      name_key,
      name_order,
      person.company_name === person.name ? name_order : orderKey(person.company_name),
      orderKey(person.email),
      orderKey(person.phone),
      cityOrder(person.city),
      searchText(person, further(world, id)),
      terms.tariff[id] || null,
      terms.routingGroup[id] || null,
      terms.agent[id] || null,
      terms.currency[id] ?? "",
      terms.currency[id] ?? "",
      money(balance[id] ?? 0),
      place[id] ?? 0,
      owes === 0 ? null : new Date(owes),
      money(limitOf(world, id)),
      oneOf(dice, [null, null, 5, 10, 30, 100]),
      (held & apiBit) !== 0 && dice() < 0.5 ? 1 : 0,
      person.i_lang,
      person.phone,
      person.fax,
      person.email,
      ...personal.map((name) => person[name]),
      ...given,
    ];
  }
}

const apiBit = 1 << rights.indexOf("api_mgmt");

/** Cities come again and again. */
function cityOrder(city: string): string {
  const known = cities.get(city) ?? orderKey(city);
  cities.set(city, known);
  return known;
}

const cities = new Map<string, string>();

export const userColumns = [
  "i_web_user",
  "i_customer",
  "login",
  "login_key",
  "login_order",
  "access_level",
  "default_user",
  "created_at",
  "last_log_in_at",
  "password_hash",
  "password_changed_at",
] as const;

/** Each customer's default web user, whose id is the customer's, and then the further ones. */
export function* userRows(world: World, password_hash: string): Generator<Cell[]> {
  const { tree, people, now } = world;
  const row = (i_web_user: number, id: number, login: string, access_level: string): Cell[] => {
    const { login_key, login_order } = loginKeys(login);
    const created = new Date(createdAt(world, id));
    const dice = diceFor(world, id, "rest");
    const last = dice() < 0.5 ? new Date(now - Math.floor(dice() * 60 * day)) : null;
    const own = i_web_user === id;
    return [
      i_web_user,
      id,
      login,
      login_key,
      login_order,
      access_level,
      own,
      created,
      last !== null && last > created ? last : null,
      password_hash,
      created,
    ];
  };
  for (let id = 2; id <= tree.last; id += 1) yield row(id, id, people[id]?.web_login ?? "", "ADMINISTRATOR");
  let i_web_user = tree.last;
  for (let id = 2; id <= tree.last; id += 1)
    for (const { login } of further(world, id)) {
      i_web_user += 1;
      yield row(i_web_user, id, login, id % 2 === 0 ? "BILLING" : "NOC");
    }
}

/** The web users of a customer beside its default one: three of a hundred customers have one. */
function further({ people }: World, id: number): { login: string; email: string }[] {
  return id % 33 === 0 ? [{ login: `${people[id]?.web_login}.2`, email: "" }] : [];
}
