import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import { customer, freshName, refusalOf } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { getAuditLogs, listHistory, updateCustomer } = operations;
type Logs = NonNullable<Awaited<ReturnType<typeof getAuditLogs>>["audit_logs"]>;
const scene: { top?: Actor; middle?: Actor; below: number } = { below: 0 };

beforeAll(async () => {
  const top = await customer(1, { name: `Zenith ${freshName()}` });
  const middle = await customer(top.i_customer, { name: `Meridian ${freshName()}` });
  const below = await customer(middle.i_customer);
  const { i_customer } = below;
  await updateCustomer(middle.actor, { i_customer, city: "Quito", customers_mgmt: 3 });
  await updateCustomer(middle.actor, { i_customer, web_password: "another horse battery" });
  await updateCustomer(top.actor, { i_wholesaler: middle.i_customer, i_customer, credit_limit: 5 });
  await operations.customerAddFunds({ ...middle.actor, door: "api" }, { i_customer, amount: 5 });
  Object.assign(scene, { top: top.actor, middle: middle.actor, below: i_customer });
});

async function logs(filters: Readonly<Record<string, unknown>> = {}, by = scene.middle): Promise<Logs> {
  // without a filter of today's form it would be the original vendor's
  return (await getAuditLogs(by ?? systemActor, { who: "", ...filters })).audit_logs ?? [];
}

describe("getAuditLogs", () => {
  it("gives the history, the newest first, as scalars, and its changes as a list", async () => {
    const [paid, raised, password, changed] = await logs({ i_customer: scene.below });
    expect(paid).toMatchObject({
      operation: "customerAddFunds",
      door: "api",
      i_customer: scene.below,
      by_login: scene.middle?.login,
      by_address: "127.0.0.1",
      foreign_credential: false,
      changes: [{ attribute: "balance", before: "0.000000", after: "5.000000" }],
    });
    expect(raised?.changes).toEqual([{ attribute: "credit_limit", before: "0.000000", after: "5.000000" }]);
    expect(password?.changes).toEqual([{ attribute: "web_password", before: null, after: null }]);
    expect(changed?.changes).toEqual(
      expect.arrayContaining([
        { attribute: "city", before: "", after: "Quito" },
        { attribute: "customers_mgmt", before: 7, after: 3 },
      ]),
    );
    for (const { changes, at, ...scalars } of await logs()) {
      expect(at).toBeInstanceOf(Date);
      for (const value of Object.values(scalars))
        expect(value === null || typeof value !== "object").toBe(true);
      for (const change of changes) expect(Object.keys(change)).toEqual(["attribute", "before", "after"]);
    }
  });

  it("says 'your provider' of those above, who have no login and no address there", async () => {
    const seen = await logs({ i_customer: scene.below });
    const raised = seen.find(({ changes }) => changes[0]?.attribute === "credit_limit");
    expect(raised).toMatchObject({ by_name: "your provider", by_login: null, by_address: null });
    expect(JSON.stringify(seen)).not.toContain("Zenith");
    expect(await logs({ who: "Zenith" })).toEqual([]);
    const [above] = await logs({ who: "zenith", i_customer: scene.below }, scene.top);
    expect(above).toMatchObject({ by_login: scene.top?.login });
  });

  it("is filtered by customer, who, what and time of day or moment, and all of these together", async () => {
    const all = await logs();
    const own = all.filter(({ i_customer }) => i_customer === scene.below);
    expect(await logs({ i_customer: scene.below })).toEqual(own);
    expect(await logs({ what: "updateCustomer" })).toEqual(
      all.filter(({ operation }) => operation === "updateCustomer"),
    );
    expect(await logs({ who: scene.middle?.login })).toEqual(
      all.filter(({ by_login }) => by_login === scene.middle?.login),
    );
    const at = own[1]?.at ?? new Date();
    expect(await logs({ since: at })).toEqual(all.filter((one) => one.at >= at));
    expect(await logs({ until: at.toISOString() })).toEqual(all.filter((one) => one.at < at));
    expect(await logs({ since: "2026-01-01", until: "2999-01-01" })).toEqual(all);
    expect(await logs({ until: "2001-01-01" })).toEqual([]);
    expect(
      await logs({ i_customer: scene.below, what: "customerAddFunds", since: "2026-01-01", who: "" }),
    ).toHaveLength(1);
  });

  it("is given in parts by offset and limit; a limit of 0 gives none", async () => {
    const all = await logs();
    expect(all.length).toBeGreaterThan(4);
    for (const [offset, limit] of [
      [0, 2],
      [1, 3],
      [0, 0],
      [all.length, 5],
    ] as const)
      expect(await logs({ offset, limit })).toEqual(all.slice(offset, offset + limit));
  });

  it.each([
    [{ i_customer: "some" }, "i_customer"],
    [{ who: 5 }, "who"],
    [{ what: "x".repeat(101) }, "what"],
    [{ since: "soon" }, "since"],
    [{ until: "2026-13-01" }, "until"],
    [{ offset: -1 }, "offset"],
    [{ limit: 1_001 }, "limit"],
  ])("refuses %j by name", async (filters, attribute) => {
    expect(await refusalOf(logs(filters))).toMatchObject({ code: 400, attribute });
  });

  it("of a customer that is not in the scope gives nothing, whether there is one or not", async () => {
    for (const i_customer of [1, scene.top?.i_customer, 999_999])
      expect(await logs({ i_customer })).toEqual([]);
  });

  it("tells what listHistory tells, and costs as much", async () => {
    const actor = scene.middle ?? systemActor;
    const history = await listHistory(actor, {});
    expect((await logs()).map(({ i_audit }) => i_audit)).toEqual(
      history.entries.map(({ i_audit }) => i_audit),
    );
    const filters = { since: "2026-01-01", who: "x", what: "y", offset: 3, limit: 900 };
    const counts = [await countStatements(() => logs()), await countStatements(() => logs(filters))];
    // what an hour holds fills no page, so that it looks further back
    expect(counts.map(({ count }) => count)).toEqual([3, 2]);
  });
});
