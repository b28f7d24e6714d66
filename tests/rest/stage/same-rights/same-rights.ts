import { base, en, Faker } from "@faker-js/faker";
import { expect } from "vitest";
import { type KeyArea, reaches } from "@/attributes/key-areas";
import { Caller } from "../../../server/model/calls";
import { follow } from "../../../server/model/follow";
import { type Call, refused, type Verdict, verdict } from "../../../server/model/rules";
import type { World } from "../../../server/model/tree";
import { copyDatabase, rowsOf, untouchedDatabase, within } from "./copies";
import { type DoorName, type Outcome, say } from "./doors";
import { type Forms, formsOf } from "./forms";
import { copyOf, makeScene, type Narrow, type Scene } from "./world";

/** A call, in all forms, and what came of it through the first door. */
type Case = { readonly call: Call; readonly forms: Forms; readonly outcome: Outcome; readonly told: string };

/**
 * Makes the same random calls through XML-RPC, REST and the bridge, each in an equal database, and others with keys that do
 * not reach everything.
 * @returns how often each answer came
 */
export async function callThroughAllDoors(
  seed: number,
  count: { readonly equal: number; readonly narrow: number },
): Promise<string> {
  const dice = new Faker({ locale: [en, base], seed });
  const begun = await copyDatabase(await untouchedDatabase());
  const scene = await within(begun, async () => await makeScene(dice));
  const [first, second, third, apart] = [
    await copyDatabase(begun),
    await copyDatabase(begun),
    await copyDatabase(begun),
    await copyDatabase(begun),
  ];
  const cases = await within(first, async () => await beginWith(scene, dice, `SEED=${seed}`, count.equal));
  for (const [door, copy] of [
    ["rest", second],
    ["bridge", third],
  ] as const) {
    await within(copy, async () => await repeat(scene, door, cases));
    const [before, after] = [await rowsOf(first), await rowsOf(copy)];
    // REST answers with the customer that it made or changed: whoever is above its provider has read it
    const answered = door === "rest" ? cases.flatMap(answeredAbove) : [];
    expect(readers(after), `who read what, after ${door}`).toEqual(
      new Set([...readers(before), ...answered]),
    );
    expect(differencesBetween(before, after).slice(0, 10), `rows after ${door}`).toEqual([]);
  }
  const narrow = await within(
    apart,
    async () => await withNarrowKeys(scene, dice, `SEED=${seed}`, count.narrow),
  );
  return report([...cases.map(({ call, outcome }) => [call, outcome] as const), ...narrow]);
}

/** Draws calls and makes them through XML-RPC. What comes of them the model says. */
async function beginWith(
  { world: begun, programs }: Scene,
  dice: Faker,
  where: string,
  count: number,
): Promise<Case[]> {
  const world = copyOf(begun);
  const caller = new Caller(dice, world);
  const cases: Case[] = [];
  while (cases.length < count) {
    const drawn = drawCall(dice, caller, world);
    const program = drawn && programs.get(drawn.call.actor);
    if (!drawn || !program) continue;
    const { call, forms } = drawn;
    const expected = standing(world, call.actor) ?? judged(world, call);
    const told = `${where} case ${cases.length}: ${inWords(call)}, expected ${JSON.stringify(expected)}`;
    const outcome = await say("xmlapi", program, forms);
    judge(outcome, expected, told);
    if (outcome.ok) learn(world, call, outcome);
    cases.push({ call, forms, outcome, told });
  }
  return cases;
}

/** Makes the same calls through another door. */
async function repeat({ programs }: Scene, door: DoorName, cases: readonly Case[]): Promise<void> {
  for (const { call, forms, outcome, told } of cases) {
    const program = programs.get(call.actor);
    if (!program) throw new Error("whoever called has a key");
    const { attribute: _attribute, ...heard } = {
      attribute: undefined,
      ...(await say(door, program, forms)),
    };
    // how long to wait is in the sentence
    const isWait = (one: Outcome) => !one.ok && one.code === 429;
    if (isWait(outcome) && isWait(heard)) continue;
    expect(heard, `${told}\nthrough ${door}`).toEqual(outcome);
  }
}

type Rows = Awaited<ReturnType<typeof rowsOf>>;

const ofReading = '{"operation":"getCustomerInfo",';

/** Who has read whom from above the provider: that is written down once in a while. */
function readers(rows: Rows): ReadonlySet<string> {
  const all = (rows.get("audit_log") ?? []).filter((row) => row.startsWith(ofReading));
  return new Set(
    all.map((row) => {
      const { actor_customer, i_customer } = JSON.parse(row);
      return `${actor_customer} ${i_customer}`;
    }),
  );
}

function answeredAbove({ call: { actor, operation, meant }, outcome }: Case): string[] {
  const isChange = operation === "createCustomer" || operation === "updateCustomer";
  if (!outcome.ok || !isChange || (meant.i_wholesaler ?? actor) === actor) return [];
  return [`${actor} ${outcome.made ?? meant.i_customer}`];
}

function differencesBetween(before: Rows, after: Rows): string[] {
  return [...before].flatMap(([table, rows]) => {
    const [own, others] = [new Map<string, number>(), after.get(table) ?? []];
    for (const row of rows) own.set(row, (own.get(row) ?? 0) + 1);
    for (const row of others) own.set(row, (own.get(row) ?? 0) - 1);
    for (const row of own.keys()) if (row.startsWith(ofReading)) own.delete(row);
    return [...own].flatMap(([row, left]) =>
      Array.from({ length: Math.abs(left) }, () => `${table} ${left > 0 ? "-" : "+"} ${row}`),
    );
  });
}

/** What a key must reach, after the specification's table of resources, by hand. */
const areas: Readonly<Record<string, readonly [KeyArea, "read" | "write"]>> = {
  createCustomer: ["customers", "write"],
  updateCustomer: ["customers", "write"],
  deleteCustomer: ["customers", "write"],
  getCustomerInfo: ["customers", "read"],
  listLedger: ["money", "read"],
  customerAddFunds: ["money", "write"],
  customerCredit: ["money", "write"],
  customerDebit: ["money", "write"],
  blockCustomer: ["blocks", "write"],
  unblockCustomer: ["blocks", "write"],
};

/** By hand, after what an attribute means. */
function besideOf(name: string, operation: string): KeyArea[] {
  if (name === "balance" || name === "credit_limit") return ["money"];
  if (/^(css|dns_alias|mail_from)$/.test(name)) return ["branding"];
  const isFirst = operation === "createCustomer" && name !== "api_password";
  const leadsIn = /^(web_login|web_password|api_password|email|cc|bcc|i_password_policy)$/.test(name);
  return leadsIn && !isFirst ? ["web_users"] : [];
}

/** Draws calls for keys of all levels that reach some areas. */
async function withNarrowKeys(
  { world: begun, narrow }: Scene,
  dice: Faker,
  where: string,
  count: number,
): Promise<(readonly [Call, Outcome])[]> {
  const world = copyOf(begun);
  const caller = new Caller(dice, world);
  const answers: (readonly [Call, Outcome])[] = [];
  while (answers.length < count) {
    const drawn = drawCall(dice, caller, world);
    const keys = narrow.filter(({ i_customer }) => i_customer === drawn?.call.actor);
    if (!drawn || !(drawn.call.operation in areas) || keys.length === 0) continue;
    const key: Narrow = dice.helpers.arrayElement(keys);
    const call = { ...drawn.call, level: key.level };
    const [of, reach] = areas[call.operation] ?? (["customers", "read"] as const);
    // money, log-ins and brands are not reached by way of a customer's attributes
    const beside = /^(create|update)Customer$/.test(call.operation)
      ? Object.keys(call.input).flatMap((name) => besideOf(name, call.operation))
      : [];
    const area = [of, ...beside].find((one) => !reaches(key.areas, one, reach)) ?? of;
    const reached = reaches(key.areas, area, reach);
    const expected = standing(world, call.actor) ?? (reached ? judged(world, call) : refused(403, undefined));
    const told = `${where} narrow ${answers.length}: ${inWords(call)} with ${JSON.stringify(key.areas)}, expected ${JSON.stringify(expected)}`;
    const outcome = await say("rest", { key: key.key, login: "", password: "" }, drawn.forms);
    judge(outcome, expected, told);
    const isByKey = !outcome.ok && outcome.sentence === `This key may not ${reach} in the area ${area}.`;
    expect(isByKey, told).toBe(!reached && standing(world, call.actor) === null);
    if (outcome.ok) learn(world, call, outcome);
    answers.push([call, outcome]);
  }
  return answers;
}

/** A call that all doors have; null: this one has no form in one of them. */
function drawCall(dice: Faker, caller: Caller, world: World): { call: Call; forms: Forms } | null {
  const { input, meant, ...call } = { ...caller.next(), door: "api" as const, level: "ADMINISTRATOR" };
  const { web_login: _login, ...sent } = input;
  const { web_login: _meant, ...understood } = meant;
  // a new login ends the API password of whoever has it
  const isRename = call.operation === "updateCustomer";
  const drawn = isRename
    ? { ...call, input: sent, meant: understood, wrong: call.wrong.filter((name) => name !== "web_login") }
    : { ...call, input, meant };
  if (!world.customers.has(drawn.actor)) return null;
  // of oneself REST has a call of its own, see tests/rest/personal.test.ts
  const { actor } = drawn;
  if (isRename && drawn.meant.i_customer === actor && (drawn.meant.i_wholesaler ?? actor) === actor)
    return null;
  // whoever may read a customer may read its ledger
  const isLedger = call.operation === "getCustomerInfo" && dice.datatype.boolean(0.4);
  const named = isLedger ? { ...drawn, operation: "listLedger" } : drawn;
  const forms = formsOf(named);
  return forms && { call: named, forms };
}

/** The model's verdict, which knows no ledgers. */
function judged(world: World, call: Call): Verdict {
  return verdict(world, call.operation === "listLedger" ? { ...call, operation: "getCustomerInfo" } : call);
}

/** Why nobody of a customer may call at all; null: they may. */
function standing(world: World, actor: number): Verdict | null {
  const { rights } = world.get(actor);
  if (rights.api_access !== 1) return refused(403, "api_access");
  if (world.effective(actor, "api_access") === 0) return refused(403, "api_mgmt");
  return world.isStopped(actor) ? refused(403, undefined) : null;
}

function judge(outcome: Outcome, expected: Verdict, told: string): void {
  const heard = `${told}\nwas ${JSON.stringify(outcome)}`;
  if (outcome.ok || expected.ok) {
    expect(outcome.ok, heard).toBe(expected.ok);
    return;
  }
  // names that somebody outside the scope has are not tried for ever
  const isTried =
    expected.code === 409 && expected.attributes.some((name) => name === "name" || name === "web_login");
  if (isTried && outcome.code === 429) return;
  expect(outcome.code, heard).toBe(expected.code);
  if (outcome.attribute !== undefined) expect(expected.attributes, heard).toContain(outcome.attribute);
}

/** Repeats in the model what was done. What answers say is tried elsewhere. */
function learn(world: World, call: Call, { made }: Extract<Outcome, { ok: true }>): void {
  const { operation, meant } = call;
  if (operation === "getCustomerInfo" || operation === "listLedger" || operation === "authCustomer") return;
  if (/^customer(AddFunds|Credit|Debit)$/.test(operation)) {
    book(world, call);
    return;
  }
  const target = world.customers.get(Number(meant.i_customer));
  const below =
    [...world.customers.keys()].filter((id) => target && world.isWithin(id, target.id)).length - 1;
  const lifted = [...(target?.blockedBy ?? [])].some((setter) => !world.isWithin(setter, call.actor));
  const answer =
    operation === "blockCustomer"
      ? { i_customer: target?.id, blocked: true, affected: below }
      : operation === "unblockCustomer"
        ? { i_customer: target?.id, blocked: lifted }
        : { i_customer: made };
  follow(world, call, answer);
}

function book(world: World, { operation, meant }: Call): void {
  const customer = world.get(Number(meant.i_customer));
  const amount = BigInt(String(meant.amount));
  const key = `${customer.id} ${meant.idempotency_key}`;
  if ("idempotency_key" in meant && world.keys.has(key)) return;
  customer.balance += operation === "customerDebit" ? -amount : amount;
  if ("idempotency_key" in meant) world.keys.set(key, { operation, amount, answer: {} });
}

function inWords({ actor, level, operation, input }: Call): string {
  return `${operation} by ${level} of ${actor} with ${JSON.stringify(input)}`.slice(0, 1_000);
}

function report(answers: readonly (readonly [Call, Outcome])[]): string {
  const counts = new Map<string, number>();
  for (const [{ operation }, outcome] of answers) {
    const name = `${operation} ${outcome.ok ? "done" : outcome.code}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .toSorted()
    .map(([name, times]) => `${name} × ${times}`)
    .join(", ");
}
