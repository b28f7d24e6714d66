import { describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { writeVendorTime } from "@/server/ground/time/vendor-time";
import { actorOf, customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { getAuditLogs } = operations;

async function records(actor: Parameters<typeof getAuditLogs>[0], filters: Record<string, unknown> = {}) {
  return (await getAuditLogs(actor, filters)).records ?? [];
}

/** A reseller whose program calls, and one of its customers. */
async function pair() {
  const { i_customer: top } = await customer();
  const actor = await actorOf(top, "api");
  return { top, actor, i_customer: (await customer(top)).i_customer };
}

describe("getAuditLogs in the original vendor's form", () => {
  it("gives one record for each thing that was done, which its action and resource find alone", async () => {
    const { actor, i_customer, top } = await pair();
    const { i_tariff } = await operations.addTariff(actor, { name: freshName("tariff"), currency: "USD" });
    const { i_routing_group } = await operations.addRoutingGroup(actor, { name: freshName("group") });
    const { i_customer: made } = await operations.createCustomer(actor, {
      i_tariff: null,
      name: freshName(),
      web_password: "correct horse battery",
      balance: 5,
    });
    const { i_web_user } = await operations.addWebUser(await actorOf(top), {
      i_customer: top,
      web_login: freshName("colleague"),
      web_password: "correct horse battery",
      access_level: "BILLING",
      email: "a@example.com",
    });
    const { login } = await actorOf(i_customer);
    const done: readonly (readonly [act: () => Promise<unknown>, action: string, resource: string])[] = [
      [async () => {}, "A", `tariffs:i_tariff=${i_tariff}`],
      [async () => {}, "A", `routing_groups:i_routing_group=${i_routing_group}`],
      [async () => {}, "A", `customers:i_customer=${made}`],
      [async () => {}, "A", `web_users:i_web_user=${i_web_user}`],
      [
        () =>
          operations.updateCustomer(actor, {
            i_customer,
            city: "Quito",
            web_password: "another horse battery",
          }),
        "U",
        `customers:i_customer=${i_customer}`,
      ],
      [
        () => operations.editTariff(actor, { i_tariff, name: freshName("tariff"), currency: "EUR" }),
        "U",
        `tariffs:i_tariff=${i_tariff}`,
      ],
      [
        () => operations.editRoutingGroup(actor, { i_routing_group, name: freshName("group") }),
        "U",
        `routing_groups:i_routing_group=${i_routing_group}`,
      ],
      [
        () => operations.customerAddFunds(actor, { i_customer, amount: "20.120000" }),
        "FUNDS",
        `add:i_customer=${i_customer}:amount=20.12 USD`,
      ],
      [
        () => operations.customerCredit(actor, { i_customer, amount: 10 }),
        "FUNDS",
        `credit:i_customer=${i_customer}:amount=10 USD`,
      ],
      [
        () => operations.customerDebit(actor, { i_customer, amount: "0.5" }),
        "FUNDS",
        `debit:i_customer=${i_customer}:amount=0.5 USD`,
      ],
      [
        () => operations.blockCustomer(actor, { i_customer }),
        "blockCustomer",
        `customers:i_customer=${i_customer}`,
      ],
      [
        () => operations.unblockCustomer(actor, { i_customer }),
        "unblockCustomer",
        `customers:i_customer=${i_customer}`,
      ],
      [
        () => operations.resetCustomerOneTimePassword(actor, { web_login: login }),
        "OTP_RST",
        `customer:username=${login}`,
      ],
      [() => operations.deleteCustomer(actor, { i_customer: made }), "D", `customers:i_customer=${made}`],
      [() => operations.deleteTariff(actor, { i_tariff }), "D", `tariffs:i_tariff=${i_tariff}`],
    ];
    for (const [act, action, resource] of done) {
      await act();
      const found = await records(actor, { action, resource });
      expect([action, resource, found.length]).toEqual([action, resource, 1]);
      expect(found[0]).toMatchObject({ action, resource, ip: "127.0.0.1" });
    }
    const [updated] = await records(actor, { action: "U", resource: `customers:i_customer=${i_customer}` });
    expect(updated?.audit_info).toEqual({ city: "Quito", web_password: "***" });
    const [paid] = await records(actor, { action: "FUNDS" });
    expect(paid?.audit_info).toEqual({ balance: "29.62" });
    const [tariff] = await records(actor, { action: "U", resource: `tariffs:i_tariff=${i_tariff}` });
    expect(tariff?.audit_info).toMatchObject({ currency: "EUR" });
    expect(JSON.stringify(await records(actor))).not.toContain("another horse battery");
    // a part of either finds nothing
    for (const filters of [{ action: "update" }, { resource: "customers" }, { action: "u" }])
      expect(await records(actor, filters)).toEqual([]);
  });

  it("is of the last hour with no parameter at all, of the newest hundred, and of the hour after a start", async () => {
    const { actor, i_customer } = await pair();
    await operations.updateCustomer(actor, { i_customer, city: "Quito" });
    const all = await records(actor);
    expect(all.map(({ action }) => action)).toEqual(["U", "A", "A"]);
    const [row] = await database().$queryRaw<{ at: Date }[]>`SELECT now() AS at`;
    const now = row?.at ?? new Date();
    const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
    for (const spell of [writeVendorTime, (at: Date) => at.toISOString(), (at: Date) => at]) {
      expect(await records(actor, { start_date: spell(hours(-0.9)) })).toEqual(all);
      expect(await records(actor, { start_date: spell(hours(-3)) })).toEqual([]);
      expect(await records(actor, { start_date: spell(hours(-3)), end_date: spell(hours(1)) })).toEqual(all);
      expect(await records(actor, { end_date: spell(hours(-0.9)) })).toEqual([]);
    }
    expect(await records(actor, { offset: 1, limit: 1 })).toEqual(all.slice(1, 2));
    expect(await records(actor, { limit: 0 })).toEqual([]);
    expect(await refusalOf(records(actor, { limit: 101 }))).toMatchObject({
      code: 400,
      message: "Parameter limit must be at most 100",
    });
    expect(await refusalOf(records(actor, { start_date: "soon" }))).toMatchObject({
      code: 400,
      message: "Parameter start_date must be a time like 09:57:29.000 GMT Wed Nov 18 2009",
    });
  });

  it("takes i_customer as the scope, like i_wholesaler, and never as a filter", async () => {
    const { actor, i_customer, top } = await pair();
    const below = await customer(i_customer);
    for (const scope of [{ i_customer }, { i_wholesaler: i_customer }, { i_customer, i_wholesaler: top }]) {
      const found = await records(actor, scope);
      expect(found.map(({ resource }) => resource)).toEqual([
        `customers:i_customer=${below.i_customer}`,
        `customers:i_customer=${i_customer}`,
      ]);
    }
    const neighbour = await customer();
    for (const outside of [1, neighbour.i_customer, 999_999])
      expect(await refusalOf(records(actor, { i_customer: outside }))).toMatchObject({
        code: 403,
        message: "Parameter i_customer is out of your scope",
      });
    const trusted = { ...systemActor, door: "trusted" as const, address: "192.0.2.7" };
    expect((await records(trusted, { i_customer: String(i_customer) })).length).toBeGreaterThan(1);
    expect(await refusalOf(records(trusted))).toMatchObject({
      code: 400,
      message: "Parameter i_wholesaler is required",
    });
  });

  it("tells of those above neither login nor address, and nothing that the reader may not read", async () => {
    const { actor, i_customer } = await pair();
    await operations.updateCustomer(actor, { i_customer, description: "a bad payer", credit_limit: 7 });
    const self = await actorOf(i_customer, "api");
    const [seen] = await records(self, { action: "U" });
    expect(seen).toMatchObject({ login: null, ip: null, audit_info: { credit_limit: "7" } });
    expect(JSON.stringify(await records(self))).not.toContain("bad payer");
  });
});
