import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { actorOf, customer, freshName } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";
import { inSupport, logInOf, staff } from "./support-stage";

givenFreshDatabase("cheap", "by hand");

/** Creates a reseller, its sub-customer, and below that somebody with contact data. */
async function threeLevels() {
  const top = await customer(1);
  const middle = await customer(top.i_customer);
  const city = freshName("Quito");
  const third = await customer(middle.i_customer, {
    city,
    phone: "+593 2 555 0199",
    email: `${freshName("someone").replaceAll(" ", ".")}@example.com`,
  });
  const { customer: whole } = await operations.getCustomerInfo(third.actor, {
    i_customer: third.i_customer,
  });
  return { top, middle, third, city, whole };
}

/** Readers above the third customer's parent: root's staff, root's ADMINISTRATOR, the reseller, and support as the reseller. */
const readers: Record<string, (top: Awaited<ReturnType<typeof customer>>) => Promise<Actor>> = {
  "root's support staff": async () => (await logInOf(await staff("SUPPORT"))).actor,
  "root's ADMINISTRATOR": async () => await actorOf(1),
  "the reseller above its parent": async ({ actor }) => actor,
  "a support session as that reseller": async ({ i_customer }) =>
    await (await inSupport(await staff(), i_customer)).actor(),
  "a program of that reseller's": async ({ i_customer }) => await actorOf(i_customer, "api"),
};

it.each(Object.keys(readers))(
  "%s reads no contact data three levels down by search, list or export; by opening it does, which the parent sees",
  async (who) => {
    const { top, middle, third, city, whole } = await threeLevels();
    const reader = await (readers[who] ?? readers["root's ADMINISTRATOR"])?.(top);
    if (!reader) throw new Error("somebody reads");
    const { i_customer } = third;
    const openings = async () =>
      (await operations.listHistory(middle.actor, { i_customer, what: "getCustomerInfo" })).entries;
    // search does not show what it matched; the export of the list uses the same operation
    const shown = [
      await operations.findCustomers(reader, { q: city }),
      await operations.findCustomers(reader, { q: whole.name, limit: 1_000, counted: false }),
      await operations.suggestCustomers(reader, { q: whole.name }),
      await operations.listBranch(reader, { i_customer: middle.i_customer }),
    ];
    expect(JSON.stringify(shown)).toContain(whole.name);
    for (const secret of [city, "555 0199", whole.email ?? ""])
      expect(JSON.stringify(shown).toLowerCase()).not.toContain(secret.toLowerCase());
    expect(await openings()).toHaveLength(0);
    // by a link, as on the web, and through the API in the scope of the parent
    const opened =
      reader.door === "api"
        ? await operations.getCustomerInfo(reader, { i_customer, i_wholesaler: middle.i_customer })
        : await operations.getCustomerInfo(reader, { i_customer });
    expect(opened.customer).toMatchObject({ city });
    const [entry, ...others] = await openings();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ by: null, door: reader.door, i_customer });
    expect(JSON.stringify(entry)).not.toContain(reader.support?.staff.login ?? reader.login ?? "nobody");
  },
);

it("1,000 entries of a customer's history cost no more statements than 10, whatever they are filtered by", async () => {
  const { third } = await threeLevels();
  const { i_customer } = third;
  const filters = [
    {},
    { door: "support" },
    { what: "updateOwnData" },
    { changed: "city" },
    { who: "a" },
    { since: "2026-01-01", until: "2030-01-01" },
  ];
  const counted = async () => {
    const counts: number[] = [];
    for (const filter of filters) {
      const { count } = await countStatements(async () => {
        const { entries } = await operations.listHistory(third.actor, { i_customer, ...filter });
        expect(entries.length).toBeLessThanOrEqual(50);
      });
      counts.push(count);
    }
    return counts;
  };
  const opened = await inSupport(await staff(), i_customer, { changes: true });
  const actor = await opened.actor();
  const write = async (most: number) => {
    for (let at = 0; at < most; at += 1) await operations.updateOwnData(actor, { city: freshName("City") });
  };
  await write(10);
  const few = await counted();
  await write(50);
  // the rest are copies of the same entry
  await database().$executeRaw`
    INSERT INTO audit_log (operation, door, address, actor_customer, actor_path, actor_name, actor_login, actor_i_web_user,
                           behalf_customer, behalf_path, behalf_name, i_support, support_reference, support_reason,
                           i_customer, path, name, changes, detail)
    SELECT h.operation, h.door, h.address, h.actor_customer, h.actor_path, h.actor_name, h.actor_login, h.actor_i_web_user,
           h.behalf_customer, h.behalf_path, h.behalf_name, h.i_support, h.support_reference, h.support_reason,
           h.i_customer, h.path, h.name, h.changes, h.detail
      FROM audit_log h, generate_series(1, 20) WHERE h.i_customer = ${i_customer} AND h.operation = 'updateOwnData'`;
  expect(await database().auditLog.count({ where: { i_customer } })).toBeGreaterThan(1_000);
  for (const [filter, count] of (await counted()).entries())
    expect(count).toBeLessThanOrEqual(few[filter] ?? 0);
  const { entries, next } = await operations.listHistory(third.actor, { i_customer, door: "support" });
  expect(entries).toHaveLength(50);
  expect(next).not.toBeNull();
});
