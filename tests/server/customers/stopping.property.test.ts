import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import type { Stopping } from "@/server/record/stopping";
import { fc } from "@/tests/chance";
import { customer } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { blockCustomer, findCustomers, getStatement, listBlocks, listBranch, suggestCustomers } = operations;

type Member = { id: number; name: string; actor: Actor; above: Member | null; blocked: boolean };

/** Customers, each below an earlier one and the first below root; some are blocked. */
async function grow(plans: readonly { parent: number; blocked: boolean }[]): Promise<Member[]> {
  const members: Member[] = [];
  for (const { parent, blocked } of plans) {
    const above = members[parent % Math.max(1, members.length)] ?? null;
    const made = await customer(above?.id, { max_depth: null });
    const { customer: info } = await operations.getCustomerInfo(systemActor, {
      i_wholesaler: above?.id,
      i_customer: made.i_customer,
    });
    members.push({ id: made.i_customer, name: info.name, actor: made.actor, above, blocked });
  }
  for (const { id, above, blocked } of members)
    if (blocked) await blockCustomer(systemActor, { i_wholesaler: above?.id, i_customer: id });
  return members;
}

function wayUp(member: Member): Member[] {
  return member.above ? [member.above, ...wayUp(member.above)] : [];
}

const plans = fc.array(
  fc.record({
    parent: fc.nat({ max: 20 }),
    blocked: fc.boolean(),
  }),
  { minLength: 3, maxLength: 9 },
);

it("whoever is below a blocked customer is stopped by the nearest one, in every list alike, and what is above the reader has no name", async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (all) => {
      const members = await grow(all);
      for (const reader of members) {
        const below = members.filter((member) => wayUp(member).includes(reader));
        const expected = (member: Member): Stopping => {
          const by = wayUp(member).find(({ blocked }) => blocked);
          const seen = by && (by === reader || wayUp(by).includes(reader));
          return {
            blocked: member.blocked,
            stopped_by: by ? { i_customer: seen ? by.id : null, name: seen ? by.name : null } : null,
          };
        };
        const stateOf = ({ blocked, stopped_by }: Stopping) => ({ blocked, stopped_by });
        const meant = new Map(below.map((member) => [member.id, expected(member)]));
        const told = (rows: readonly (Stopping & { readonly i_customer: number })[]) =>
          new Map(rows.map((row) => [row.i_customer, stateOf(row)]));
        const ids = (rows: readonly { readonly i_customer: number }[]) =>
          rows.map(({ i_customer }) => i_customer).sort();

        const { customers } = await findCustomers(reader.actor, { sort: "id" });
        expect(told(customers.filter(({ i_customer }) => meant.has(i_customer)))).toEqual(meant);
        const { customers: suggested } = await suggestCustomers(reader.actor, {
          ids: [...meant.keys()].slice(0, 8).join(","),
        });
        for (const [id, state] of told(suggested)) expect(state).toEqual(meant.get(id));
        const { branches } = await listBranch(reader.actor, { i_customer: reader.id });
        for (const [id, state] of told(branches)) if (meant.has(id)) expect(state).toEqual(meant.get(id));
        const { rows } = await getStatement(reader.actor, {
          since: "2020-01-01T00:00:00Z",
          until: "2099-01-01T00:00:00Z",
          direct: "0",
          limit: 1_000,
        });
        for (const { i_customer, today } of rows)
          if (today && meant.has(i_customer)) expect(stateOf(today)).toEqual(meant.get(i_customer));
        const { blocks } = await listBlocks(reader.actor, {});
        for (const { i_customer, stopped_by } of blocks)
          if (meant.has(i_customer)) expect(stopped_by).toEqual(meant.get(i_customer)?.stopped_by);

        const inState = async (blocked: string) => {
          const found = await findCustomers(reader.actor, { blocked });
          expect(found.total).toBe(found.customers.length);
          return ids(found.customers.filter(({ i_customer }) => meant.has(i_customer)));
        };
        const those = (is: (state: Stopping) => boolean) =>
          [...meant]
            .filter(([, state]) => is(state))
            .map(([id]) => id)
            .sort();
        expect(await inState("1")).toEqual(those(({ blocked }) => blocked));
        expect(await inState("0")).toEqual(those((state) => !state.blocked && !state.stopped_by));
        expect(await inState("above")).toEqual(those((state) => !state.blocked && state.stopped_by !== null));
      }
    }),
    { numRuns: 6 },
  );
}, 120_000);

it("a list of many who are stopped above costs as many statements as one of none", async () => {
  const { i_customer, actor } = await customer();
  for (let one = 0; one < 5; one++) await customer(i_customer);
  const count = async () => (await countStatements(async () => await findCustomers(actor, {}))).count;
  const before = await count();
  await blockCustomer(systemActor, { i_customer });
  expect(await count()).toBe(before);
});
