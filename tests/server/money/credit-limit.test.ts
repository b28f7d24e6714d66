import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import { endDueCreditLimits } from "@/server/money/end-credit-limits";
import { customer, freshName, refusalOf, tariff } from "../../builders";
import { bundleProcess } from "../../bundle-process";
import { countStatements, fresh, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { changeCreditLimit, customerAddFunds, customerDebit, deleteCustomer, previewFunds, updateCustomer } =
  operations;
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

/** A reseller with a sub-customer. */
async function pair(values: Readonly<Record<string, unknown>> = {}) {
  const parent = await customer(1, values);
  const { i_customer } = await customer(parent.i_customer);
  return { parent: parent.i_customer, actor: parent.actor, i_customer };
}

async function limitOf(i_customer: number): Promise<string | undefined> {
  const [row] = await database().$queryRaw<{ credit_limit: string }[]>`
    SELECT credit_limit::text FROM customers WHERE i_customer = ${i_customer}`;
  return row?.credit_limit;
}

/** Makes everything that is pending due now. */
async function letTimePass(...ids: number[]): Promise<void> {
  await database().$executeRaw`
    UPDATE credit_limit_ends SET at = now() - interval '1 second' WHERE i_customer = ANY (${ids})`;
}

async function entriesOf(i_customer: number, operation: string) {
  return await database().auditLog.findMany({
    where: { i_customer, operation },
    orderBy: { i_audit: "asc" },
    select: { door: true, actor_customer: true, actor_login: true, changes: true, detail: true },
  });
}

describe("a credit limit", () => {
  it("is set or moved, with the note in the history", async () => {
    const { actor, i_customer } = await pair();
    await customerDebit(actor, { i_customer, amount: 20 });
    expect(
      await changeCreditLimit(actor, { i_customer, credit_limit: "500", note: "asked by phone" }),
    ).toEqual({
      i_customer,
      credit_limit_before: "0.000000",
      credit_limit: "500.000000",
      available: "480.000000",
      currency: "USD",
      falls_to: null,
      until: null,
    });
    await changeCreditLimit(actor, { i_customer, change: "-200.5" });
    expect(await limitOf(i_customer)).toBe("299.500000");
    expect(await entriesOf(i_customer, "changeCreditLimit")).toEqual([
      {
        door: "web",
        actor_customer: actor.i_customer,
        actor_login: actor.login,
        changes: { credit_limit: ["0.000000", "500.000000"] },
        detail: { note: "asked by phone" },
      },
      expect.objectContaining({ changes: { credit_limit: ["500.000000", "299.500000"] } }),
    ]);
  });

  it.each([
    [{}, "credit_limit", "required"],
    [{ credit_limit: 5, change: 5 }, "change", "either_or"],
    [{ credit_limit: -1 }, "credit_limit", "out_of_bounds"],
    [{ credit_limit: "lots" }, "credit_limit", "number_expected"],
    [{ change: -1 }, "change", "credit_limit_out_of_bounds"],
    [{ change: "999999999.999999" }, null, null],
    [{ credit_limit: 5, note: "x".repeat(1025) }, "note", "too_long"],
    [{ credit_limit: 5, until: "soon" }, "until", "moment_expected"],
    [{ credit_limit: 5, until: "2020-01-01" }, "until", "future_expected"],
    [{ credit_limit: 0, until: "2999-01-01" }, "until", "until_not_raised"],
  ])("asked for by %j is refused where it must be", async (input, attribute, key) => {
    const { actor, i_customer } = await pair();
    const call = changeCreditLimit(actor, { i_customer, ...input });
    if (key === null) await call;
    else expect(await refusalOf(call)).toMatchObject({ code: 400, attribute, key });
  });

  it("that somebody else changed since a page was shown is not overwritten by a new value, but moved all the same", async () => {
    const { actor, i_customer } = await pair();
    await changeCreditLimit(actor, { i_customer, credit_limit: 100 });
    const shown = { credit_limit: "0" };
    expect(await refusalOf(changeCreditLimit(actor, { i_customer, credit_limit: 50, shown }))).toMatchObject({
      code: 409,
      attribute: "credit_limit",
      key: "changed_meanwhile",
    });
    await changeCreditLimit(actor, { i_customer, change: 50, shown });
    expect(await limitOf(i_customer)).toBe("150.000000");
    await changeCreditLimit(actor, { i_customer, credit_limit: 50, shown: { credit_limit: "150" } });
    expect(await limitOf(i_customer)).toBe("50.000000");
  });

  it("moved by twenty at once is moved by all of them", async () => {
    const { actor, i_customer } = await pair();
    await changeCreditLimit(actor, { i_customer, credit_limit: 100 });
    const moves = Array.from({ length: 20 }, (_, index) => (index % 2 ? "-3" : "10.5"));
    await Promise.all(moves.map((change) => changeCreditLimit(actor, { i_customer, change })));
    expect(await limitOf(i_customer)).toBe("175.000000");
  });

  it("is held by the parent's funds under overcommit protection, said beforehand", async () => {
    const { parent, actor, i_customer } = await pair({ balance: 1_000 });
    expect(await previewFunds(actor, { i_customer })).toMatchObject({ can_give: null, ends: null });
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: parent, overcommit_protection: true });
    const other = await customer(parent, { credit_limit: 300 });
    await customerDebit(actor, { i_customer, amount: 50 });
    await changeCreditLimit(actor, { i_customer, credit_limit: 200 });
    expect(await previewFunds(actor, { i_customer })).toEqual({
      i_customer,
      balance: "-50.000000",
      credit_limit: "200.000000",
      available: "150.000000",
      currency: "USD",
      ends: null,
      tariff: null,
      booked: null,
      can_give: "500.000000",
    });
    const refused = await refusalOf(changeCreditLimit(actor, { i_customer, change: "500.000001" }));
    expect(refused).toMatchObject({ code: 409, attribute: "change", key: "overcommit" });
    expect(refused.message).toContain("500.00 USD can still be given");
    await changeCreditLimit(actor, { i_customer, change: 500 });
    expect(
      await refusalOf(changeCreditLimit(actor, { i_customer: other.i_customer, change: 1 })),
    ).toMatchObject({
      code: 409,
    });
    await changeCreditLimit(actor, { i_customer: other.i_customer, change: -1 });
  });

  it("of a customer in another currency than its protecting parent cannot be raised, and the preview says so", async () => {
    const { parent, actor } = await pair({ balance: 1_000 });
    const { i_customer } = await operations.createCustomer(actor, {
      i_tariff: await tariff(parent, "EUR"),
      name: freshName(),
      web_password: "correct horse battery",
    });
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: parent, overcommit_protection: true });
    expect(await previewFunds(actor, { i_customer })).toMatchObject({ can_give: "0.000000" });
    expect(await refusalOf(changeCreditLimit(actor, { i_customer, change: 1 }))).toMatchObject({
      code: 409,
      key: "overcommit_currency",
    });
  });

  it("is for a direct sub-customer of the scope: not for oneself, and a deeper one in its parent's scope", async () => {
    const { actor, i_customer } = await pair();
    const below = await customer(i_customer);
    const program = { ...actor, door: "api" } as const;
    const tried = [
      [actor, actor.i_customer],
      [actor, 999_999],
      [program, below.i_customer],
    ] as const;
    for (const [by, i_customer] of tried) {
      const refusal = await refusalOf(changeCreditLimit(by, { i_customer, change: 1 }));
      expect(refusal).toMatchObject({ code: 404 });
      expect(await refusalOf(previewFunds(by, { i_customer }))).toMatchObject({ code: 404 });
    }
    await changeCreditLimit(actor, { i_customer: below.i_customer, change: 1 });
  });

  it("costs a fixed number of statements", async () => {
    const { actor, i_customer } = await pair();
    const deep = await customer((await customer(i_customer)).i_customer);
    const counts = new Set<number>();
    for (const id of [i_customer, deep.i_customer]) {
      const call = () => changeCreditLimit(actor, { i_customer: id, change: 1 });
      counts.add((await countStatements(call)).count);
    }
    // scope and target, both locks, the parent's funds, the customer, pending ends, low balance, the limit, audit
    expect([...counts]).toEqual([8]);
  });
});

describe("a credit limit that is raised for a while", () => {
  it("falls back by itself, by the system in the name of who raised it", async () => {
    const { actor, i_customer } = await pair();
    await changeCreditLimit(actor, { i_customer, credit_limit: 100 });
    const until = tomorrow();
    expect(
      await changeCreditLimit(actor, { i_customer, change: 500, until, note: "until the bank pays" }),
    ).toMatchObject({ credit_limit: "600.000000", falls_to: "100.000000", until: new Date(until) });
    expect(await previewFunds(actor, { i_customer })).toMatchObject({
      ends: { falls_to: "100.000000", at: new Date(until) },
    });
    await endDueCreditLimits();
    expect(await limitOf(i_customer)).toBe("600.000000");
    await letTimePass(i_customer);
    await endDueCreditLimits();
    expect(await limitOf(i_customer)).toBe("100.000000");
    expect(await entriesOf(i_customer, "endCreditLimit")).toEqual([
      {
        door: "system",
        actor_customer: actor.i_customer,
        actor_login: actor.login,
        changes: { credit_limit: ["600.000000", "100.000000"] },
        detail: { note: "until the bank pays", until: expect.any(String) },
      },
    ]);
    await endDueCreditLimits();
    expect(await entriesOf(i_customer, "endCreditLimit")).toHaveLength(1);
  });

  it("and again raised for a while falls back to what it was before the first", async () => {
    const { actor, i_customer } = await pair();
    await changeCreditLimit(actor, { i_customer, change: 500, until: tomorrow() });
    await changeCreditLimit(actor, { i_customer, change: 300, until: "2999-01-01" });
    expect(
      await refusalOf(changeCreditLimit(actor, { i_customer, credit_limit: 0, until: tomorrow() })),
    ).toMatchObject({ key: "until_not_raised" });
    await letTimePass(i_customer);
    await endDueCreditLimits();
    expect(await limitOf(i_customer)).toBe("0.000000");
  });

  it("and then changed without an end stays, whoever changes it and how", async () => {
    const { parent, actor, i_customer } = await pair();
    const ways = [
      () => changeCreditLimit(actor, { i_customer, change: 0 }),
      () => changeCreditLimit(systemActor, { i_wholesaler: parent, i_customer, credit_limit: 40 }),
      () => updateCustomer(actor, { i_customer, credit_limit: 40 }),
    ];
    for (const change of ways) {
      await changeCreditLimit(actor, { i_customer, change: 500, until: tomorrow() });
      await change();
      const stays = await limitOf(i_customer);
      await letTimePass(i_customer);
      await endDueCreditLimits();
      expect(await limitOf(i_customer)).toBe(stays);
      await changeCreditLimit(actor, { i_customer, credit_limit: 7 });
    }
  });

  it("is not kept by a program that sends the whole struct back", async () => {
    const { actor, i_customer } = await pair();
    await changeCreditLimit(actor, { i_customer, change: 500, until: tomorrow() });
    await updateCustomer(actor, { i_customer, credit_limit: 500, city: "Quito" });
    await letTimePass(i_customer);
    await endDueCreditLimits();
    expect(await limitOf(i_customer)).toBe("0.000000");
  });

  it("of a customer that is deleted goes with it", async () => {
    const { actor, i_customer } = await pair();
    await changeCreditLimit(actor, { i_customer, change: 500, until: tomorrow() });
    await deleteCustomer(actor, { i_customer });
    expect(await database().creditLimitEnd.count({ where: { i_customer } })).toBe(0);
  });

  it("counts as fallen back where money is decided, before any process has written it", async () => {
    const { parent, actor, i_customer } = await pair({ balance: 100 });
    const other = await customer(parent);
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: parent, overcommit_protection: true });
    await changeCreditLimit(actor, { i_customer, credit_limit: 100, until: tomorrow() });
    expect(
      await refusalOf(customerAddFunds(actor, { i_customer: other.i_customer, amount: 1 })),
    ).toMatchObject({
      key: "overcommit",
    });
    await letTimePass(i_customer);
    expect(await previewFunds(actor, { i_customer })).toMatchObject({
      credit_limit: "0.000000",
      can_give: "100.000000",
    });
    const { customer: read } = await operations.getCustomerInfo(actor, { i_customer });
    expect(read.credit_limit).toBe("0.000000");
    await customerAddFunds(actor, { i_customer: other.i_customer, amount: 60 });
    // the operation ends expired limits first and then gives from what is left
    expect(await refusalOf(customerAddFunds(actor, { i_customer, amount: 41 }))).toMatchObject({
      key: "overcommit",
    });
    expect(await limitOf(i_customer)).toBe("100.000000");
    await customerAddFunds(actor, { i_customer, amount: 40 });
    expect(await limitOf(i_customer)).toBe("0.000000");
    expect(await entriesOf(i_customer, "endCreditLimit")).toHaveLength(1);
  });

  it("of the parent counts as fallen back, too", async () => {
    const { parent, actor, i_customer } = await pair();
    await changeCreditLimit(systemActor, { i_customer: parent, credit_limit: 100, until: tomorrow() });
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: parent, overcommit_protection: true });
    await letTimePass(parent);
    expect(await refusalOf(customerAddFunds(actor, { i_customer, amount: 1 }))).toMatchObject({
      key: "overcommit",
    });
    expect(await previewFunds(actor, { i_customer })).toMatchObject({ can_give: "0.000000" });
  });
});

describe("several processes", () => {
  it("at once end each limit once, and what a killed one left is ended by another", async () => {
    const { parent, actor } = await pair();
    const ids = await Promise.all(
      Array.from({ length: 60 }, async () => (await customer(parent)).i_customer),
    );
    for (const i_customer of ids)
      await changeCreditLimit(actor, { i_customer, change: 9, until: tomorrow() });
    await letTimePass(...ids);
    const [killed, second, third] = await Promise.all([started(), started(), started()]);
    killed.send("end");
    while ((await leftOf(ids)) > 55) await new Promise((done) => setImmediate(done));
    killed.kill("SIGKILL");
    await once(killed, "exit");
    expect(await leftOf(ids)).toBeGreaterThan(0);
    const counts = await Promise.all([second, third].map(ended));
    while ((await leftOf(ids)) > 0) counts.push(await ended(second));
    expect(counts.every((count) => count >= 0)).toBe(true);
    const entries = await database().auditLog.findMany({
      where: { operation: "endCreditLimit", i_customer: { in: ids } },
      select: { i_customer: true },
    });
    expect(entries.map((entry) => entry.i_customer).sort()).toEqual([...ids].sort());
    for (const i_customer of ids) expect(await limitOf(i_customer)).toBe("0.000000");
    for (const one of [second, third]) one.disconnect();
  });

  it("and people who change the same customers meanwhile never wait for each other crosswise", async () => {
    const { parent, actor } = await pair();
    const ids = await Promise.all(
      Array.from({ length: 12 }, async () => (await customer(parent)).i_customer),
    );
    for (const i_customer of ids)
      await changeCreditLimit(actor, { i_customer, change: 9, until: tomorrow() });
    await letTimePass(...ids);
    const acts = ids.flatMap((i_customer, index) => [
      endDueCreditLimits(),
      changeCreditLimit(actor, { i_customer, change: 1, until: tomorrow() }),
      customerAddFunds(actor, { i_customer, amount: 1 }),
      updateCustomer(actor, { i_customer, credit_limit: 30, balance: 2 }),
      ...(index % 4 ? [] : [deleteCustomer(actor, { i_customer })]),
    ]);
    const outcomes = await Promise.allSettled(acts);
    const failed = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(failed.filter((reason) => !(reason instanceof Refusal && reason.code === 404))).toEqual([]);
  });
});

async function leftOf(ids: readonly number[]): Promise<number> {
  return await database().creditLimitEnd.count({ where: { i_customer: { in: [...ids] } } });
}

let bundled: Promise<string> | undefined;

async function started(): Promise<ChildProcess> {
  bundled ??= bundleProcess("tests/server/money/credit-limit-process.ts");
  const env = { ...process.env, DATABASE_URL: fresh.applicationUrl };
  const child = fork(await bundled, { env, execArgv: [] });
  await once(child, "message");
  return child;
}

async function ended(child: ChildProcess): Promise<number> {
  child.send("end");
  const [{ ended: count }] = await once(child, "message");
  return count;
}
