import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import { writeCursor } from "@/server/input/cursor";
import { customer } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const crafted: readonly unknown[] = [
  "x",
  "-1",
  "1e999",
  "9".repeat(40),
  "\0",
  "\ud800",
  "%_\\",
  "NaN",
  "infinity",
  "2026-02-30",
  "0000-01-01",
  "2026-11-23T25:00:00Z",
  new Date(Number.NaN),
  new Date(8.64e15),
  null,
  true,
  {},
  [],
  1.5,
  2 ** 53,
  writeCursor("x", 1, false),
  writeCursor("9".repeat(40), 2 ** 40, true),
  writeCursor("infinity", -1, false),
];

/** Every parameter that the address of a list or the struct of an operation may contain. */
const names = [
  "i_customer",
  "i_session",
  "i_web_user",
  "access_level",
  "email",
  "i_lang",
  "i_time_zone",
  "start_page",
  "i_export_type",
  "invite",
  "code",
  "i_factor",
  "low_balance_threshold",
  "require_factor",
  "web_password",
  "name",
  "offset",
  "limit",
  "counted",
  "after",
  "q",
  "ids",
  "currency",
  "i_tariff",
  "i_routing_group",
  "min",
  "max",
  "who",
  "what",
  "since",
  "until",
  "web_login",
  "username",
  "password",
  "i_wholesaler",
  "shown",
  "stop_old",
  "amount",
  "payment_notes",
  "payment_date",
  "idempotency_key",
  "reason",
  "note",
  "text",
  "i_lang",
  "i_password_policy",
  "kind",
  "min_amount",
  "max_amount",
  "what",
  "given",
  "reference",
  "i_profile",
  "attributes",
  "i_entry",
  "change",
  "credit_limit",
  "balance",
  "count",
  "i_note",
  "pinned",
  "follow_up_on",
  "follow_up_by",
  "done",
  "direct",
  "order",
];

it.each(Object.keys(operations) as (keyof typeof operations)[])(
  "%s answers or refuses whatever is sent for any parameter; it never fails",
  async (name) => {
    const { i_customer, actor } = await customer(1);
    const below = await customer(i_customer);
    const act = operations[name] as unknown as (actor: Actor, raw: object) => Promise<unknown>;
    const sound = {
      i_customer: below.i_customer,
      name: "Some",
      currency: "USD",
      username: "nobody",
      password: "x",
      web_login: "nobody",
      amount: 1,
      change: 1,
      i_entry: 1,
      ...(name === "correctBalance" ? { payment_notes: "counted again" } : {}),
      i_note: 1,
      text: "A note",
      ...(name === "getStatement" ? { since: "2026-01-01", until: "2027-01-01" } : {}),
      ...(name === "getDictionary" ? { name: "languages" } : {}),
    };
    const sorts = name === "findCustomers" ? ["id", "name", "balance", "created"] : [undefined];
    const failures: string[] = [];
    for (const parameter of parametersOf(name, sound))
      for (const value of crafted)
        for (const sort of sorts) {
          const raw = { ...sound, [parameter]: value, ...(sort ? { sort } : {}) };
          const error = await act(actor, raw).then(
            () => null,
            (caught: unknown) => caught,
          );
          if (error && !(error instanceof Refusal)) failures.push(`${JSON.stringify(raw)}: ${error}`);
        }
    expect(failures).toEqual([]);
  },
);

/** The parameters that the operation reads, and its scope. */
function parametersOf(name: keyof typeof operations, sound: Record<string, unknown>): string[] {
  const looked = new Set(["i_wholesaler"]);
  const watched = new Proxy(sound, {
    get: (target, key) => {
      looked.add(String(key));
      return Reflect.get(target, key);
    },
  });
  try {
    operations[name].definition.input(watched, systemActor);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return names.filter((one) => looked.has(one));
}
