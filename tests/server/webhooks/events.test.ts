import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { database, inTransaction } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { handOutEvents } from "@/server/events/write-event";
import { actorOf, customer, freshName, tariff } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

const { addEndpoint } = operations;
const url = "https://hooks.example.com/";

givenFreshDatabase();

beforeEach(async () => {
  await database().webhookEndpoint.deleteMany();
  await database().webhookEvent.deleteMany();
});

/** The events of what somebody does, in their order. */
async function eventsOf(act: () => Promise<unknown>): Promise<string[]> {
  await database().webhookEvent.deleteMany();
  await act();
  const rows = await database().webhookEvent.findMany({ orderBy: { i_event: "asc" } });
  return rows.map(({ word }) => word);
}

describe("an event", () => {
  it("is noted of each act that is one, and of several parts of an update one each", async () => {
    const root = await actorOf(1);
    await addEndpoint(root, { url, reach: "all" });
    const made: { customer?: Awaited<ReturnType<typeof customer>>; i_tariff?: number } = {};
    expect(
      await eventsOf(async () => {
        made.customer = await customer();
      }),
    ).toEqual(["customer.created"]);
    const { i_customer, actor } = made.customer ?? (await customer());
    const of = (values: object) => async () =>
      await operations.updateCustomer(root, { i_customer, ...values });
    const acts: readonly [() => Promise<unknown>, ...string[]][] = [
      [of({ city: "Riga" }), "customer.updated"],
      [of({ city: "Riga" })],
      [of({ customers_mgmt: 3 }), "customer.rights_changed"],
      [of({ credit_limit: 20 }), "customer.limits_changed"],
      [
        of({
          city: "Oslo",
          max_sessions: 4,
          accounts_mgmt: 1,
          balance: 3,
          web_password: "another horse battery",
        }),
        "customer.updated",
        "customer.rights_changed",
        "customer.limits_changed",
        "money.correction",
        "password.changed",
      ],
      [async () => await operations.customerAddFunds(root, { i_customer, amount: 5 }), "money.payment"],
      [async () => await operations.customerCredit(root, { i_customer, amount: 5 }), "money.credit"],
      [async () => await operations.customerDebit(root, { i_customer, amount: 5 }), "money.charge"],
      [
        async () => await operations.customerDebit(root, { i_customer, amount: 28 }),
        "money.credit_limit_reached",
        "money.charge",
      ],
      [async () => await operations.blockCustomer(root, { i_customer }), "customer.blocked"],
      [async () => await operations.unblockCustomer(root, { i_customer }), "customer.unblocked"],
      [
        async () =>
          await operations.addWebUser(root, {
            i_customer,
            web_login: freshName("login"),
            access_level: "NOC",
          }),
        "web_user.created",
      ],
      [
        async () =>
          await operations.makeKey(root, { name: "Billing", areas: { customers: "read" }, days: 7 }),
        "key.created",
      ],
      // of things only their owner's endpoints are told
      [async () => await tariff(1), "tariff.changed"],
      [async () => await tariff(i_customer)],
      // what only its writers may know is told to nobody, and neither is what changes nothing
      [async () => await operations.addNote(actor, { i_customer, text: "private" })],
      [async () => await operations.getCustomerInfo(root, { i_customer })],
    ];
    for (const [act, ...words] of acts) expect(await eventsOf(act)).toEqual(words);
  });

  it("is noted exactly if the change is: a transaction that rolls back leaves neither", async () => {
    const root = await actorOf(1);
    await addEndpoint(root, { url, reach: "all" });
    const { i_customer } = await customer();
    const words = await eventsOf(async () => {
      await operations
        .updateCustomer(root, { i_customer, city: "X", i_tariff: 999_999 })
        .catch(() => undefined);
      const undone = inTransaction(async (db) => {
        await operations.updateCustomer.examine(db, root, { i_customer, city: "Y" }, { asker: root });
        throw new Error("undone");
      });
      await undone.catch(() => undefined);
    });
    expect(words).toEqual([]);
  });

  it("is noted once for all endpoints, and becomes a message for those that chose it and reach as far", async () => {
    const reseller = await customer();
    const below = await customer(reseller.i_customer);
    const deep = await customer(below.i_customer);
    const neighbour = await customer();
    const chosen: readonly [Actor, object, readonly string[]][] = [
      [reseller.actor, { reach: "self", events: ["*"] }, ["own"]],
      [reseller.actor, { reach: "direct", events: ["customer.*"] }, ["own", "below"]],
      [reseller.actor, { reach: "all", events: ["customer.updated"] }, ["own", "below", "deep"]],
      [reseller.actor, { reach: "all", events: ["money.*", "customer.created"] }, []],
      [below.actor, { reach: "direct", events: ["*"] }, ["below", "deep"]],
      [deep.actor, { reach: "all", events: ["*"] }, ["deep"]],
      [neighbour.actor, { reach: "all", events: ["*"] }, []],
    ];
    const ids: number[] = [];
    for (const [actor, choice] of chosen) ids.push((await addEndpoint(actor, { url, ...choice })).i_endpoint);
    const places = { own: reseller, below, deep };
    for (const { i_customer } of Object.values(places))
      await operations.updateCustomer(systemActor, {
        i_wholesaler: (await database().customer.findUniqueOrThrow({ where: { i_customer } })).i_wholesaler,
        i_customer,
        city: freshName(),
      });
    expect(await database().webhookEvent.count()).toBe(3);
    while ((await inTransaction(async (db) => await handOutEvents(db, 2))) > 0);
    const messages = await database().webhookMessage.findMany({
      include: { event: { select: { i_customer: true } } },
      orderBy: { i_message: "asc" },
    });
    const names = new Map(Object.entries(places).map(([name, { i_customer }]) => [i_customer, name]));
    for (const [index, [, , told]] of chosen.entries()) {
      const all = messages.filter(({ i_endpoint }) => i_endpoint === ids[index]);
      expect(all.map(({ event }) => names.get(event.i_customer))).toEqual(told);
    }
  });

  it("of one's people's log-ins is for their own customer alone", async () => {
    const root = await actorOf(1);
    await addEndpoint(root, { url, reach: "all", events: ["log_in.*"] });
    const { actor } = await customer();
    await addEndpoint(actor, { url, events: ["log_in.*"] });
    const { signIn } = await import("@/server/identity/log-in/sign-in");
    const visitor = { host: "localhost", address: "203.0.113.5", userAgent: "Firefox", local: false };
    const words = await eventsOf(async () => {
      for (let tries = 0; tries < 7; tries += 1) {
        await signIn(visitor as never, actor.login ?? "", "wrong").catch(() => undefined);
        await database().throttle.updateMany({ data: { wait_until: new Date(0) } });
      }
      const { noteRefusedLogIn } = await import("@/server/identity/log-in/note-refused-log-in");
      await noteRefusedLogIn(visitor as never, actor.login ?? "");
    });
    expect(words).toEqual(["log_in.failed_often"]);
    while ((await inTransaction(async (db) => await handOutEvents(db, 100))) > 0);
    expect(await database().webhookMessage.count()).toBe(1);
  });

  it("costs a change no statement more, whether anybody is told or not", async () => {
    const root = await actorOf(1);
    const { i_customer } = await customer();
    const change = async () => await operations.updateCustomer(root, { i_customer, city: freshName() });
    await change();
    const without = await countStatements(change);
    await addEndpoint(root, { url, reach: "all" });
    const told = await countStatements(change);
    expect(told.count).toBe(without.count);
    expect(await database().webhookEvent.count()).toBe(1);
  });

  it("has an id of version 7, whose time is the moment", async () => {
    await addEndpoint(await actorOf(1), { url, reach: "all" });
    await customer();
    const { id } = await database().webhookEvent.findFirstOrThrow();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const ms = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
    expect(Math.abs(ms - Date.now())).toBeLessThan(60_000);
  });
});
