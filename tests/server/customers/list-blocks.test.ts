import { describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { blockReasons } from "@/server/record/block-reasons";
import { fc } from "@/tests/chance";
import { inDatabase } from "../../browser/stage/database";
import { customer, freshName } from "../../builders";
import { countStatements, fresh, givenFreshDatabase } from "../../database/fresh";
import { insertCustomers } from "../../xmlapi/stage/many-customers";

givenFreshDatabase("cheap", "by hand");

const { blockCustomer, explainBlocks, listBlocks, unblockCustomer } = operations;

type Member = { i_customer: number; actor: Actor; parent: number; name: string };

/** Customers, each below an earlier one; the first is the program's root. */
async function grow(parents: readonly number[]): Promise<Member[]> {
  const members: Member[] = [{ i_customer: 1, actor: systemActor, parent: -1, name: "ssp-root" }];
  for (const pick of parents) {
    const parent = pick % members.length;
    const name = `Member ${freshName()}`;
    const made = await customer(members[parent]?.i_customer, { name });
    members.push({ ...made, parent, name });
  }
  return members;
}

/** The indexes on the way from a member up to root, itself first. */
function wayUp(members: readonly Member[], place: number): number[] {
  const way = [];
  for (let at = place; at >= 0; at = members[at]?.parent ?? -1) way.push(at);
  return way;
}

type Set = { on: number; by: number; reason: (typeof blockReasons)[number] };

/** Blocks by members above; the last word of each counts. */
async function block(members: readonly Member[], picks: readonly { on: number; by: number; why: number }[]) {
  const stand = new Map<string, Set>();
  for (const pick of picks) {
    const on = 1 + (pick.on % (members.length - 1));
    const above = wayUp(members, on).slice(1);
    const by = above[pick.by % above.length] ?? 0;
    const reason = blockReasons[pick.why % blockReasons.length] ?? "other";
    const [whom, who] = [members[on], members[by]];
    if (!whom || !who) continue;
    await blockCustomer(who.actor, {
      i_customer: whom.i_customer,
      i_wholesaler: members[whom.parent]?.i_customer,
      reason,
      note: `note-by-${who.i_customer}.`,
      text: `text-by-${who.i_customer}.`,
    });
    stand.set(`${on} ${by}`, { on, by, reason });
  }
  return [...stand.values()];
}

const forest = fc.record({
  parents: fc.array(fc.nat({ max: 20 }), { minLength: 3, maxLength: 6 }),
  picks: fc.array(fc.record({ on: fc.nat(), by: fc.nat(), why: fc.nat() }), { minLength: 2, maxLength: 8 }),
});

describe("what is blocked, over random trees with blocks set at several levels", () => {
  it("is told to each reader of everybody below it: by whom, why and with what words where it may know, else 'your provider' alone", async () => {
    await fc.assert(
      fc.asyncProperty(forest, async ({ parents, picks }) => {
        const members = await grow(parents);
        const stand = await block(members, picks);
        for (const [place, reader] of members.entries()) {
          if (place === 0) continue;
          const above = wayUp(members, place).slice(1);
          const told = (one: Set) => {
            const known = !above.includes(one.by);
            const [setter, on] = [members[one.by], members[one.on]];
            const mine = one.by === place;
            return {
              i_customer: on?.i_customer,
              name: on?.name,
              by_name: known ? setter?.name : null,
              by_login: known ? setter?.actor.login : null,
              mine,
              liftable: known,
              reason: known ? one.reason : null,
              text: known ? `text-by-${setter?.i_customer}.` : null,
              note: mine ? `note-by-${setter?.i_customer}.` : null,
              below: members.filter((_, at) => at !== one.on && wayUp(members, at).includes(one.on)).length,
            };
          };
          const mine = stand.filter(({ on }) => on !== place && wayUp(members, on).includes(place));
          const list = await listBlocks(reader.actor, {});
          expect(list.total).toBe(mine.length);
          expect(sorted(list.blocks)).toMatchObject(sorted(mine.map(told)));
          for (const who of ["mine", "others"] as const) {
            const found = await listBlocks(reader.actor, { who });
            expect(found.total).toBe(mine.filter(({ by }) => (by === place) === (who === "mine")).length);
          }
          for (const reason of blockReasons) {
            const found = await listBlocks(reader.actor, { reason });
            expect(found.total).toBe(mine.map(told).filter((one) => one.reason === reason).length);
          }
          const whole: unknown[] = [list];
          for (const [target, { i_customer }] of members.entries()) {
            const way = wayUp(members, target);
            if (!way.includes(place)) continue;
            const answer = await explainBlocks(reader.actor, { i_customer, count: 1 });
            whole.push(answer);
            const stops = stand.filter(({ on }) => way.includes(on));
            expect(answer.blocks).toHaveLength(stops.length);
            expect(answer.blocks.filter(({ own }) => own)).toHaveLength(
              stops.filter(({ on }) => on === target).length,
            );
            expect(answer.blocks.filter((one) => one.i_customer === null)).toHaveLength(
              stops.filter(({ on }) => above.includes(on)).length,
            );
          }
          const said = JSON.stringify(whole);
          for (const at of above) {
            const { name = "", i_customer = 0, actor } = members[at] ?? {};
            expect(said).not.toContain(name);
            expect(said).not.toContain(`-by-${i_customer}.`);
            if (actor?.login) expect(said).not.toContain(JSON.stringify(actor.login));
          }
        }
      }),
      { numRuns: 6 },
    );
  });
});

function sorted<Row extends { i_customer?: number | undefined; by_name?: string | null | undefined }>(
  rows: readonly Row[],
): Row[] {
  const key = ({ i_customer, by_name }: Row) => `${i_customer} ${by_name}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Makes a chain of customers, each the parent of the next and blocked by all above. */
async function line(length: number): Promise<Member[]> {
  const members = await grow(Array.from({ length }, (_, place) => place));
  const data = members.flatMap(({ i_customer }, on) =>
    members
      .slice(1, on)
      .map((setter) => ({ i_customer, set_by_customer: setter.i_customer, reason: "fraud" })),
  );
  await database().block.createMany({ data });
  return members;
}

it("pages through all that is blocked, each once, forth and back, by a fixed number of statements", async () => {
  const members = await line(12);
  const reader = members[1]?.actor ?? systemActor;
  const seen: number[] = [];
  const pages: number[][] = [];
  let after: string | null = "";
  let previous: string | null = null;
  while (after !== null) {
    const page: Awaited<ReturnType<typeof listBlocks>> = await listBlocks(reader, { after });
    pages.push(page.blocks.map(({ i_block }) => i_block));
    seen.push(...(pages.at(-1) ?? []));
    ({ next: after, previous } = page);
  }
  expect(seen).toHaveLength((12 * 11) / 2);
  expect(new Set(seen).size).toBe(seen.length);
  expect((await listBlocks(reader, { after: previous })).blocks.map(({ i_block }) => i_block)).toEqual(
    pages.at(-2),
  );
  const counts = [];
  for (const { actor, i_customer } of [members[1], members[11]].flatMap((one) => (one ? [one] : []))) {
    const list = await countStatements(() => listBlocks(actor, {}));
    const one = await countStatements(() => explainBlocks(actor, { i_customer, count: 1 }));
    counts.push(`${list.count} ${one.count}`);
  }
  expect(new Set(counts)).toEqual(new Set(["3 2"]));
});

it("is found by the customer's name alone, and by no sign of a pattern", async () => {
  const top = await customer(1);
  const [one, other] = [`Kite ${freshName()}`, `Heron ${freshName()}`];
  for (const name of [one, other]) {
    const { i_customer } = await customer(top.i_customer, { name, email: "kestrel@example.com" });
    await blockCustomer(top.actor, { i_customer });
  }
  const found = async (q: string) => (await listBlocks(top.actor, { q })).blocks.map(({ name }) => name);
  expect(await found("KITE")).toEqual([one]);
  expect((await found("")).sort()).toEqual([other, one].sort());
  for (const q of ["kestrel", "%", "_ite", "\\"]) expect(await found(q)).toEqual([]);
});

it("a note is not told to programs of the customer whose people wrote it, and a lifted block is gone", async () => {
  const top = await customer(1);
  const { i_customer } = await customer(top.i_customer);
  await blockCustomer(top.actor, { i_customer, note: "for people", reason: "fraud" });
  for (const door of ["api", "trusted", "support"] as const) {
    const { blocks } = await listBlocks({ ...top.actor, door }, { i_wholesaler: top.i_customer });
    expect(blocks).toMatchObject([{ mine: true, reason: "fraud", note: null }]);
  }
  expect((await listBlocks(top.actor, {})).blocks).toMatchObject([{ note: "for people" }]);
  await unblockCustomer(top.actor, { i_customer });
  expect(await listBlocks(top.actor, {})).toEqual({
    blocks: [],
    total: 0,
    isMore: false,
    next: null,
    previous: null,
  });
});

it("blocks are counted up to 10,000, and it is said whether there are more", async () => {
  const top = await customer(1);
  await inDatabase(fresh.ownerUrl, async (owner) => {
    const made = await insertCustomers(owner, top.i_customer, 10_001);
    const block = async (all: readonly number[]) =>
      await owner.query(
        "INSERT INTO blocks (i_customer, set_by_customer, reason) SELECT unnest($1::int[]), $2, 'other'",
        [all, top.i_customer],
      );
    await block(made.slice(1));
    expect(await listBlocks(top.actor, {})).toMatchObject({ total: 10_000, isMore: false });
    await block(made.slice(0, 1));
    expect(await listBlocks(top.actor, {})).toMatchObject({ total: 10_000, isMore: true });
  });
});

it("the history says why, and what the customer was told, to those from the setter upwards; the note to its own people", async () => {
  const top = await customer(1);
  const middle = await customer(top.i_customer);
  const below = await customer(middle.i_customer);
  const which = { i_customer: below.i_customer };
  const words = { reason: "fraud", note: "a suspicion", text: "Call us" };
  await blockCustomer(middle.actor, { ...which, ...words });
  const told = async (actor: Actor) =>
    (await operations.listHistory(actor, { ...which, what: "blockCustomer" })).entries[0]?.detail;
  expect(await told(middle.actor)).toEqual(words);
  expect(await told({ ...middle.actor, door: "api" })).toEqual({ reason: "fraud", text: "Call us" });
  expect(await told(top.actor)).toEqual({ reason: "fraud", text: "Call us" });
  expect(await told(below.actor)).toEqual({ text: "Call us" });
  await unblockCustomer(middle.actor, which);
  await blockCustomer(top.actor, { ...which, ...words, i_wholesaler: middle.i_customer });
  expect(await told(middle.actor)).toBeNull();
});
