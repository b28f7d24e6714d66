import { base, en, Faker } from "@faker-js/faker";
import { describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { undone } from "@/server/database/undone";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import { actorOf } from "../../builders";
import { seed } from "../../chance";
import { givenFreshDatabase } from "../../database/fresh";
import { Caller } from "./calls";
import { agree, follow } from "./follow";
import { root } from "./root";
import { type Call, type Verdict, verdict } from "./rules";
import { type Customer, World } from "./tree";

/** CASES=… makes a run longer */
const casesEach = Number(process.env.CASES ?? 650);
const customersToBegin = 24;

/** Chooses the parent of the next customer by the shape of the tree, from the depths so far. */
const shapes = {
  random: ({ dice, ids }: Growth) => dice.helpers.arrayElement(ids),
  chain: ({ dice, ids, depths }: Growth) =>
    (dice.datatype.boolean(0.6) ? ids.findLast((id) => (depths.get(id) ?? 0) < 6) : undefined) ??
    dice.helpers.arrayElement(ids),
  wide: ({ dice, ids, depths }: Growth) =>
    dice.helpers.arrayElement(ids.filter((id) => (depths.get(id) ?? 0) < 2)),
  bushy: ({ ids, count }: Growth) => ids[Math.floor(count / 2)] ?? 1,
} as const;
type Growth = { dice: Faker; ids: number[]; depths: Map<number, number>; count: number };

describe.each(Object.keys(shapes) as (keyof typeof shapes)[])("on a %s tree", (shape) => {
  givenFreshDatabase();

  it("every operation answers, and refuses, as an independent statement of the rules says", async () => {
    const dice = new Faker({ locale: [en, base], seed: seed + shape.length });
    const world = new World();
    world.customers.set(1, root());
    const caller = new Caller(dice, world);
    await grow(world, caller, dice, shape);
    const answers = new Map<string, number>();
    for (let count = 0; count < casesEach; count += 1) {
      const call = caller.next();
      const said = await compare(world, call, `SEED=${seed} ${shape} case ${count}`);
      answers.set(said, (answers.get(said) ?? 0) + 1);
    }
    console.log(report(shape, world, answers));
    await agreeOnEverything(world);
  }, 300_000);
});

/** Makes a call, compares the answer with the model's verdict, and updates the model. @returns a short description */
async function compare(world: World, call: Call, where: string): Promise<string> {
  const expected = verdict(world, call);
  const reasons = await reasonsAgainst(call);
  const told = `${where}: ${JSON.stringify({ ...call, expected }, (_, value) => (typeof value === "bigint" ? `${value}µ` : value))}`;
  const outcome = await run(call);
  if (!(outcome instanceof Refusal)) {
    expect(expected.ok, `${told}\nwas done`).toBe(true);
    expect(reasons ?? [], `${told}\nwas done`).toEqual([]);
    if (call.operation === "authCustomer") world.failures.delete(failureKey(call));
    follow(world, call, outcome);
    return `${call.operation} ok`;
  }
  const heard = `${told}\nwas refused: ${outcome.code} ${outcome.attribute} ${outcome.message}`;
  if (expected.ok) throw new Error(heard, { cause: outcome });
  expect(mayBeSlowedDown(world, call, expected, outcome), heard).toBe(true);
  if (outcome.code !== 429) {
    expect(outcome.code, heard).toBe(expected.code);
    expect(expected.attributes, heard).toContain(outcome.attribute);
    if (reasons) expect(reasons[0], heard).toBe(`${outcome.code} ${outcome.attribute}`);
  }
  return `${call.operation} ${outcome.code} ${outcome.attribute ?? ""}`;
}

/** What *Why not?* says about a call beforehand; null if it cannot, because the operation writes without a transaction. */
async function reasonsAgainst({ operation, actor, door, level, input }: Call): Promise<string[] | null> {
  if (door === "trusted") return null;
  const { examine, definition } = operations[operation as keyof typeof operations];
  if (definition.effect === "writes-itself") return null;
  const access_level = level as Actor["access_level"];
  const subject = { ...(await actorOf(actor)), door, access_level };
  // count tried names for root here, who may know all names
  const { reasons } = await undone((tx) => examine(tx, subject, input, { asker: systemActor }));
  return reasons.map(({ code, attribute }) => `${code} ${attribute}`);
}

async function run({ operation, actor, door, level, input }: Call): Promise<object> {
  // the operations differ in their results, but this uses only what they have in common
  const act = operations[operation as keyof typeof operations] as (
    actor: Actor,
    raw: object,
  ) => Promise<object>;
  const known = door === "trusted" ? systemActor : await actorOf(actor);
  // the model names levels as the table does
  const access_level = level as Actor["access_level"];
  try {
    return await act({ ...known, door, access_level }, input);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/**
 * Counts what the program throttles and says whether an answer fits: five failures of a login are free, and from the 21st
 * try at names held outside the scope the answer is 429.
 */
function mayBeSlowedDown(
  world: World,
  call: Call,
  expected: Verdict & { ok: false },
  { code, attribute }: Refusal,
): boolean {
  if (call.operation === "authCustomer" && expected.code === 401) {
    const failures = world.failures.get(failureKey(call)) ?? 0;
    if (code === 401) world.failures.set(failureKey(call), failures + 1);
    return code === 401 || failures > 5;
  }
  const tried: (string | undefined)[] = expected.attributes.filter(
    (name) => name === "name" || name === "web_login",
  );
  if (!/^(create|update)Customer$/.test(call.operation) || expected.code !== 409 || !tried.length)
    return code !== 429;
  const isOutside = tried.map((name) => !world.isWithin(holderOf(world, call, name)?.id ?? 0, call.actor));
  const tries = world.taken.get(call.actor) ?? 0;
  if (code === 429) return isOutside.includes(true) && tries >= 20;
  if (!isOutside[tried.indexOf(attribute)]) return true;
  world.taken.set(call.actor, tries + 1);
  return tries < 20;
}

function failureKey({ actor, meant }: Call): string {
  return `${actor} ${String(meant.username).normalize("NFKC").toLowerCase()}`;
}

function holderOf(world: World, { meant }: Call, attribute: string | undefined): Customer | undefined {
  return attribute === "name"
    ? world.byName(String(meant.name))
    : world.byLogin(String(meant.web_login ?? meant.name));
}

async function grow(world: World, caller: Caller, dice: Faker, shape: keyof typeof shapes): Promise<void> {
  for (let count = 0; count < customersToBegin; count += 1) {
    const ids = [...world.customers.keys()];
    const depths = new Map(ids.map((id) => [id, world.way(id).length - 1]));
    const parent = shapes[shape]({ dice, ids, depths, count });
    const tried = [
      ...(dice.datatype.boolean(0.7) ? [caller.property(parent, "addTariff", `Tariff ${count}`)] : []),
      ...(dice.datatype.boolean(0.4) ? [caller.property(parent, "addRoutingGroup", `Group ${count}`)] : []),
    ];
    for (const call of tried) await compare(world, call, `SEED=${seed} ${shape} beginning`);
    await compare(world, caller.beginning(parent, count), `SEED=${seed} ${shape} beginning`);
  }
}

function report(shape: string, world: World, answers: ReadonlyMap<string, number>): string {
  const depth = Math.max(...[...world.customers.keys()].map((id) => world.way(id).length - 1));
  const byOperation = new Map<string, Map<string, number>>();
  for (const [answer, count] of [...answers].sort()) {
    const [operation = "", code = ""] = answer.split(" ");
    const counts = byOperation.get(operation) ?? new Map<string, number>();
    byOperation.set(operation, counts.set(code, (counts.get(code) ?? 0) + count));
  }
  const lines = [...byOperation].map(
    ([operation, counts]) =>
      `  ${operation}: ${[...counts].map(([code, count]) => `${code} × ${count}`).join(", ")}`,
  );
  return `rules, ${shape}: ${casesEach} cases, SEED=${seed}; at the end ${world.customers.size} customers, depth ${depth}\n${lines.join("\n")}`;
}

/** Asserts that the database contains exactly what the model has. */
async function agreeOnEverything(world: World): Promise<void> {
  expect(await database().customer.count()).toBe(world.customers.size);
  for (const { id, parent } of world.customers.values()) {
    if (parent === null) continue;
    const { customer } = await operations.getCustomerInfo(systemActor, {
      i_wholesaler: parent,
      i_customer: id,
    });
    agree(world, customer, parent);
  }
  const booked = await database().$queryRaw<{ i_customer: number; text: string }[]>`
    SELECT c.i_customer, sum(l.amount)::text AS text
      FROM customers c JOIN ledger l ON l.i_customer = c.i_customer GROUP BY c.i_customer`;
  for (const { i_customer, text } of booked)
    expect(BigInt(text.replace(".", "")), `the ledger of ${i_customer}`).toBe(world.get(i_customer).balance);
}
