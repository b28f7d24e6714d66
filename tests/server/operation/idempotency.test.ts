import { describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import type { Call } from "@/server/doors/calls/call";
import { calls } from "@/server/doors/calls/calls";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import type { Asked } from "@/server/operation/asked/asked-call";
import { sweepKeptCalls } from "@/server/operation/asked/kept-calls";
import { actorOf, freshName, refusalOf } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";
import { reseller, toldBy, under } from "./asking";

givenFreshDatabase();

type Choice = { readonly asked: Asked };

/** A call with all that it gives and is told. */
async function answered(call: (choice: Choice) => Promise<unknown>, asked: Omit<Asked, "told">) {
  let output: unknown;
  const told = await toldBy(async (choice) => {
    output = await call(choice);
  }, asked);
  return { output, ...told };
}

const outcome = (answer: { tag?: string; output: unknown }) => ({ output: answer.output, tag: answer.tag });

describe("a call that is sent again under its key", () => {
  it("is done once and gives the same, with what is no text and no number too, whatever has happened since", async () => {
    const { actor, i_customer } = await reseller();
    const once = under();
    const pay = async (choice: Choice) =>
      await operations.customerAddFunds(actor, { i_customer, amount: 5 }, choice);
    const first = await answered(pay, once);
    expect(first).not.toHaveProperty("replayed");
    await operations.blockCustomer(actor, { i_customer });
    const again = await answered(pay, once);
    expect(again.replayed).toBe(true);
    // a moment stays a moment
    expect(outcome(again)).toEqual(outcome(first));
    expect(await database().ledger.count({ where: { i_customer, kind: "payment" } })).toBe(1);
  });

  it("makes, changes and deletes once, each kind of thing", async () => {
    const { actor, own, i_customer, i_tariff, i_web_user } = await reseller();
    const name = freshName();
    const calls: readonly ((choice: Choice) => Promise<unknown>)[] = [
      (choice) =>
        operations.createCustomer(
          actor,
          { name, i_tariff: null, web_password: "correct horse battery" },
          choice,
        ),
      (choice) => operations.addTariff(actor, { name, currency: "USD" }, choice),
      (choice) => operations.blockCustomer(actor, { i_customer, reason: "fraud" }, choice),
      (choice) => operations.unblockCustomer(actor, { i_customer }, choice),
      (choice) => operations.saveBrand(own, { i_customer, accent: "#123456" }, choice),
      (choice) => operations.deleteTariff(actor, { i_tariff }, choice),
      (choice) => operations.deleteWebUser(own, { i_web_user }, choice),
      (choice) => operations.deleteCustomer(actor, { i_customer }, choice),
    ];
    for (const call of calls) {
      const once = under();
      const first = await answered(call, once);
      const entries = await database().auditLog.count();
      const again = await answered(call, once);
      expect(again.replayed).toBe(true);
      expect(outcome(again)).toEqual(outcome(first));
      expect(await database().auditLog.count()).toBe(entries);
    }
  });

  it("is another call with another hash: 422, and of a payment, a credit or a charge 409", async () => {
    const { actor, i_customer } = await reseller();
    const asked = { i_customer, amount: 5 };
    for (const book of [operations.customerAddFunds, operations.customerCredit, operations.customerDebit]) {
      const { once } = under();
      const key = once.key;
      await book(actor, asked, { asked: { once, told: () => {} } });
      expect(
        await refusalOf(toldBy((choice) => book(actor, asked, choice), under(key, "other"))),
      ).toMatchObject({
        code: 409,
        attribute: "idempotency_key",
        key: "key_used",
      });
    }
    const block = async (choice: Choice) => await operations.blockCustomer(actor, { i_customer }, choice);
    const { once } = under();
    await block({ asked: { once, told: () => {} } });
    const other = under(once.key, "other");
    expect(await refusalOf(toldBy(block, other))).toMatchObject({ code: 422, key: "key_of_another" });
  });

  it("is one of its own line and scope alone", async () => {
    const { actor, i_customer, i_reseller } = await reseller();
    const root = await actorOf(1);
    const pay = async (by: Actor, choice: Choice) =>
      await operations.customerAddFunds(by, { i_customer, amount: 5, i_wholesaler: i_reseller }, choice);
    const asked = [under("k", "h", "one"), under("k", "h", "two")];
    for (const once of asked)
      expect(await answered((choice) => pay(actor, choice), once)).not.toHaveProperty("replayed");
    // the scope is that of the call, whoever's line it is
    expect(await answered((choice) => pay(root, choice), under("k", "h", "one"))).toHaveProperty("replayed");
    const elsewhere = async (choice: Choice) =>
      await operations.addTariff(root, { name: freshName(), currency: "USD" }, choice);
    expect(await answered(elsewhere, under("k", "h", "one"))).not.toHaveProperty("replayed");
  });

  it("is refused like a new one to whom it is not allowed any more", async () => {
    const { actor, i_customer, i_tariff, i_reseller } = await reseller();
    const once = under();
    const edit = async (by: Actor, choice: Choice) =>
      await operations.deleteTariff(by, { i_tariff, i_wholesaler: i_reseller }, choice);
    await toldBy((choice) => edit(actor, choice), once);
    const demoted: Actor = { ...actor, access_level: "REPORTER" };
    expect(await refusalOf(toldBy((choice) => edit(demoted, choice), once))).toMatchObject({
      code: 403,
      key: "access_level",
    });
    const elsewhere = await actorOf(i_customer);
    expect(await refusalOf(toldBy((choice) => edit(elsewhere, choice), once))).toMatchObject({
      code: 403,
      key: "out_of_scope",
    });
    await operations.updateCustomer(await actorOf(1), { i_customer: i_reseller, tariffs_mgmt: 0 });
    expect(await refusalOf(toldBy((choice) => edit(actor, choice), once))).toMatchObject({
      code: 403,
      key: "right_missing",
    });
  });

  it("counts as what it was to the actor, where it took its target away", async () => {
    const { own, i_customer, i_web_user } = await reseller();
    // below it nobody may change anything, of its own people its administrator may
    await database().customer.update({ where: { i_customer }, data: { customers_mgmt: 0 } });
    const once = under();
    const gone = async (choice: Choice) => await operations.deleteWebUser(own, { i_web_user }, choice);
    await toldBy(gone, once);
    expect(await toldBy(gone, once)).toEqual({ replayed: true });
  });

  it("does not tell again what is told once, and is not done again", async () => {
    const { own, i_customer } = await reseller();
    const { login: web_login } = await database().webUser.findFirstOrThrow({
      where: { i_customer, default_user: false },
    });
    const once = under();
    const reset = async (choice: Choice) =>
      await operations.resetCustomerOneTimePassword(own, { web_login }, choice);
    const { output } = await answered(reset, once);
    const { one_time_hash } = await database().webUser.findFirstOrThrow({ where: { login: web_login } });
    expect(await refusalOf(toldBy(reset, once))).toMatchObject({ code: 409, key: "told_once" });
    expect(await database().webUser.findFirstOrThrow({ where: { login: web_login } })).toMatchObject({
      one_time_hash,
    });
    const rows = await database().idempotencyKey.findMany();
    const password = (output as { password: string }).password;
    expect(rows.every(({ kept }) => !Buffer.from(kept ?? []).includes(password))).toBe(true);
  });

  it("keeps no secret of any call: whatever a door tells of one is named by its operation", () => {
    const secrets = /^(password|secret|key|token|code|.*_codes|.*_secret|.*_password)$/;
    const told = Object.entries<Call>(calls).flatMap(([name, { returns }]) => {
      const definition = Object.values(operations).find(
        ({ operationName }) => operationName === name,
      )?.definition;
      const named: readonly string[] = definition?.once ?? [];
      // what puts several operations together reads alone, too
      if (!definition || definition.effect === "reads") return [];
      return Object.keys(returns).flatMap((member) =>
        secrets.test(member) ? [[name, member, named.includes(member)]] : [],
      );
    });
    expect(told).toContainEqual(["resetCustomerOneTimePassword", "password", true]);
    expect(told.filter(([, , isNamed]) => !isNamed)).toEqual([]);
  });

  it("is tried again after a refusal, and after seven days", async () => {
    const { actor, i_customer } = await reseller();
    const once = under();
    const lift = async (choice: Choice) => await operations.unblockCustomer(actor, { i_customer }, choice);
    expect(await refusalOf(toldBy(lift, once))).toMatchObject({ code: 409, key: "not_blocked" });
    await operations.blockCustomer(actor, { i_customer });
    expect(await toldBy(lift, once)).not.toHaveProperty("replayed");
    await database()
      .$executeRaw`UPDATE idempotency_keys SET at = at - interval '7 days' + interval '1 minute'`;
    expect(await toldBy(lift, once)).toHaveProperty("replayed");
    await database().$executeRaw`UPDATE idempotency_keys SET at = at - interval '1 minute'`;
    await operations.blockCustomer(actor, { i_customer });
    expect(await toldBy(lift, once)).not.toHaveProperty("replayed");
    await database().$executeRaw`UPDATE idempotency_keys SET at = at - interval '7 days'`;
    await sweepKeptCalls();
    expect(await database().idempotencyKey.count()).toBe(0);
  });

  it("books once with the operation's own key, too, after seven days and beside XML-RPC", async () => {
    const { actor, i_customer } = await reseller();
    const { once } = under();
    const input = { i_customer, amount: 5, idempotency_key: once.key };
    const pay = async (choice: Choice) => await operations.customerAddFunds(actor, input, choice);
    const first = await answered(pay, { once });
    expect(await answered(pay, { once })).toMatchObject({ output: first.output, replayed: true });
    expect(await operations.customerAddFunds({ ...actor, door: "api" }, input)).toEqual(first.output);
    await database().idempotencyKey.deleteMany();
    const later = await answered(pay, { once });
    expect(later.output).toEqual(first.output);
    expect(await answered(pay, { once })).toMatchObject({ output: first.output, replayed: true });
    const { balance } = await database().customer.findUniqueOrThrow({ where: { i_customer } });
    expect(balance.toString()).toBe("5");
    const more = { ...input, amount: 6 };
    expect(
      await refusalOf(
        toldBy((choice) => operations.customerAddFunds(actor, more, choice), under(once.key, "other")),
      ),
    ).toMatchObject({ code: 409, key: "key_used" });
  });

  it("cannot be one whose effect is more than one transaction", async () => {
    const { actor, own, i_customer } = await reseller();
    const login = { username: "nobody", password: "nothing" };
    const calls: readonly ((choice: Choice) => Promise<unknown>)[] = [
      (choice) => operations.checkAlias(own, { i_customer }, choice),
      (choice) => operations.authCustomer(actor, login, choice),
    ];
    for (const call of calls)
      expect(await refusalOf(toldBy(call, under()))).toMatchObject({ code: 400, key: "not_repeatable" });
  });
});

/** The same call many times at once, and again until each has its answer. */
async function persistent<Answer>(call: () => Promise<Answer>): Promise<{ answer: Answer; waited: number }> {
  for (let waited = 0; ; waited += 1) {
    try {
      return { answer: await call(), waited };
    } catch (error) {
      if (!(error instanceof Refusal) || error.reason?.key !== "under_way") throw error;
      expect(error).toMatchObject({ code: 409, reason: { values: { seconds: 1 } } });
    }
  }
}

describe("of fifty equal calls at once, of", () => {
  const calls: Readonly<
    Record<string, (of: Awaited<ReturnType<typeof reseller>>, choice: Choice) => Promise<unknown>>
  > = {
    payments: ({ actor, i_customer }, choice) =>
      operations.customerAddFunds(actor, { i_customer, amount: 5 }, choice),
    "new customers": ({ actor, i_customer }, choice) =>
      operations.createCustomer(
        actor,
        { name: `at once ${i_customer}`, i_tariff: null, web_password: "correct horse battery" },
        choice,
      ),
    brands: ({ own, i_customer }, choice) =>
      operations.saveBrand(own, { i_customer, accent: "#123456" }, choice),
    deletions: ({ actor, i_tariff }, choice) => operations.deleteTariff(actor, { i_tariff }, choice),
  };
  it.each(Object.entries(calls))("%s one is done, and all get its answer", async (what, call) => {
    const of = await reseller();
    const once = under();
    const before = await database().auditLog.count();
    // each try to save a brand counts, and 30 in ten minutes are the most
    const count = what === "brands" ? 10 : 50;
    const all = await Promise.all(
      Array.from(
        { length: count },
        async () => await persistent(() => answered((choice) => call(of, choice), once)),
      ),
    );
    expect(all.filter(({ answer }) => !answer.replayed)).toHaveLength(1);
    expect(new Set(all.map(({ answer }) => JSON.stringify(outcome(answer)))).size).toBe(1);
    expect(await database().auditLog.count()).toBe(before + 1);
  });

  it("while one is under way a second is told so, and waits for no more than a moment", async () => {
    const { actor, i_customer } = await reseller();
    const once = under();
    const pay = async (choice: Choice) =>
      await operations.customerAddFunds(actor, { i_customer, amount: 5 }, choice);
    let running: Promise<unknown> = Promise.resolve();
    await database().$transaction(async (db) => {
      // it gets no further than this row
      await db.$queryRaw`SELECT FROM customers WHERE i_customer = ${i_customer} FOR UPDATE`;
      running = answered(pay, once);
      for (;;) {
        const [waiting] = await db.$queryRaw<unknown[]>`
          SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        if (waiting) break;
      }
      const since = Date.now();
      expect(await refusalOf(toldBy(pay, once))).toMatchObject({ code: 409, key: "under_way" });
      expect(Date.now() - since).toBeLessThan(2_000);
    });
    expect(await running).not.toHaveProperty("replayed");
    expect(await answered(pay, once)).toHaveProperty("replayed");
  });
});

it("who sends no key pays nothing for it", async () => {
  const { actor, i_customer } = await reseller();
  const pay = async (choice?: Choice) =>
    (
      await countStatements(
        async () => await operations.customerAddFunds(actor, { i_customer, amount: 1 }, choice),
      )
    ).count;
  await pay();
  const plain = await pay();
  // the key, the tag, and what it came to; the time-out of locks beside
  expect(await pay({ asked: { ...under(), told: () => {} } })).toBe(plain + 4);
});
