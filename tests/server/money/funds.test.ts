import { describe, expect, it } from "vitest";
import { readDecimal } from "@/attributes/reading/decimal";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { closeDatabase, database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import { fc } from "@/tests/chance";
import { customer, freshName, refusalOf, tariff } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { customerAddFunds, customerCredit, customerDebit, deleteCustomer, listLedger, updateCustomer } =
  operations;
const methods = { customerAddFunds, customerCredit, customerDebit } as const;
type Method = keyof typeof methods;

/** A reseller with a sub-customer. */
async function pair(values: Readonly<Record<string, unknown>> = {}) {
  const parent = await customer(1, values);
  const { i_customer } = await customer(parent.i_customer);
  return { parent, actor: parent.actor, i_customer };
}

async function protect(i_customer: number, i_wholesaler = 1): Promise<void> {
  await updateCustomer(systemActor, { i_wholesaler, i_customer, overcommit_protection: true });
}

async function entriesOf(actor: Actor, i_customer: number) {
  return (await listLedger(actor, { i_customer, limit: 1_000 })).entries;
}

describe("the moment of a payment", () => {
  const vendors = "23:30:00.000 GMT Fri Nov 20 2026";
  const moment = new Date("2026-11-20T23:30:00Z");

  it.each([
    ["Europe/Berlin", "2026-11-21"],
    ["America/New_York", "2026-11-20"],
    ["Asia/Tokyo", "2026-11-21"],
    ["UTC", "2026-11-20"],
  ])("is kept, and its day in the time zone of the scope, %s, is the payment's: %s", async (zone, day) => {
    const { actor, i_customer } = await pair({ i_time_zone: zone });
    for (const method of Object.values(methods)) {
      const booked = await method(actor, { i_customer, amount: 1, payment_time: vendors });
      expect(booked).toMatchObject({ payment_date: day, payment_time: moment });
    }
    const [entry] = await entriesOf(actor, i_customer);
    expect(entry).toMatchObject({ payment_date: day, payment_time: moment });
    // a caller who gives both must give the same day
    const both = { i_customer, amount: 1, payment_time: moment };
    expect(await customerAddFunds(actor, { ...both, payment_date: day })).toMatchObject({
      payment_date: day,
    });
    const other = day === "2026-11-20" ? "2026-11-21" : "2026-11-20";
    expect(await refusalOf(customerAddFunds(actor, { ...both, payment_date: other }))).toMatchObject({
      code: 400,
      attribute: "payment_date",
      message: `Parameter payment_date must be the day of payment_time, ${day}`,
    });
    expect(
      await refusalOf(customerAddFunds(actor, { ...both, i_customer: 1, payment_date: other })),
    ).toMatchObject({
      code: 404,
    });
  });

  it("is at most a day ahead", async () => {
    const { actor, i_customer } = await pair();
    const ahead = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    await customerAddFunds(actor, { i_customer, amount: 1, payment_time: ahead(23) });
    for (const payment_time of [ahead(25), "00:00:00.000 GMT Thu Jan 1 2099", "2099-01-01"])
      expect(await refusalOf(customerAddFunds(actor, { i_customer, amount: 1, payment_time }))).toMatchObject(
        {
          code: 400,
          attribute: "payment_time",
          message: "Parameter payment_time must be at most a day in the future",
        },
      );
    expect(
      await refusalOf(customerAddFunds(actor, { i_customer, amount: 1, payment_time: "tomorrow" })),
    ).toMatchObject({
      code: 400,
      message: "Parameter payment_time must be a time like 09:57:29.000 GMT Wed Nov 18 2009",
    });
  });

  it("is, like the note, no part of what must be equal under one key: the first answer comes back", async () => {
    const { actor, i_customer } = await pair();
    const call = { i_customer, amount: 1, idempotency_key: freshName("key") };
    const first = await customerAddFunds(actor, { ...call, payment_time: vendors });
    expect(first.payment_time).toEqual(moment);
    expect(await customerAddFunds(actor, { ...call, payment_time: vendors })).toEqual(first);
    expect(await customerAddFunds(actor, { ...call, payment_time: "2026-11-19" })).toEqual(first);
    expect(await customerAddFunds(actor, call)).toEqual(first);
    expect(await entriesOf(actor, i_customer)).toHaveLength(2);
  });
});

describe("a payment, a credit and a charge", () => {
  it("each book what they are called, in the ledger, on the balance and in the history", async () => {
    const { actor, i_customer } = await pair();
    const paid = await customerAddFunds(actor, {
      i_customer,
      amount: "10.5",
      currency: "usd",
      payment_notes: "Invoice 7",
      payment_date: "2026-11-20",
    });
    const credited = await customerCredit(actor, { i_customer, amount: 2 });
    const charged = await customerDebit(actor, { i_customer, amount: "0.25" });
    expect([paid, credited, charged]).toMatchObject([
      {
        i_customer,
        kind: "payment",
        amount: "10.500000",
        currency: "USD",
        balance_before: "0.000000",
        balance_after: "10.500000",
        payment_notes: "Invoice 7",
        payment_date: "2026-11-20",
      },
      { kind: "credit", amount: "2.000000", balance_after: "12.500000", payment_date: null },
      { kind: "charge", amount: "0.250000", balance_before: "12.500000", balance_after: "12.250000" },
    ]);
    const entries = await entriesOf(actor, i_customer);
    expect(entries.map(({ kind, amount, note, payment_date }) => [kind, amount, note, payment_date])).toEqual(
      [
        ["charge", "-0.250000", "", null],
        ["credit", "2.000000", "", null],
        ["payment", "10.500000", "Invoice 7", "2026-11-20"],
        ["opening", "0.000000", "", null],
      ],
    );
    expect(entries.map(({ i_entry }) => i_entry).slice(0, 3)).toEqual([
      charged.i_entry,
      credited.i_entry,
      paid.i_entry,
    ]);
    const { audit_logs = [] } = await operations.getAuditLogs(actor, { i_customer, who: "", limit: 3 });
    expect(audit_logs.map(({ operation, changes }) => [operation, changes])).toEqual([
      ["customerDebit", [{ attribute: "balance", before: "12.500000", after: "12.250000" }]],
      ["customerCredit", [{ attribute: "balance", before: "10.500000", after: "12.500000" }]],
      ["customerAddFunds", [{ attribute: "balance", before: "0.000000", after: "10.500000" }]],
    ]);
    const { customer: info } = await operations.getCustomerInfo(actor, { i_customer });
    expect(info.balance).toBe("12.250000");
  });

  it("round half-even to six places, exponents included, and then must be above 0", async () => {
    const { actor, i_customer } = await pair();
    for (const [sent, booked] of [
      ["0.0000015", "0.000002"],
      ["0.0000025", "0.000002"],
      ["1.5e2", "150.000000"],
    ])
      expect((await customerAddFunds(actor, { i_customer, amount: sent })).amount).toBe(booked);
    for (const amount of [0, "0.0000005", -1, "-0.000001"])
      expect(await refusalOf(customerAddFunds(actor, { i_customer, amount }))).toMatchObject({
        code: 400,
        attribute: "amount",
      });
  });

  it.each([
    [{ amount: undefined }, "amount", "Parameter amount is required"],
    [{ amount: "NaN" }, "amount", "Parameter amount must be a finite number"],
    [{ amount: null }, "amount", "Parameter amount must not be nil"],
    [{ amount: 0 }, "amount", "Parameter amount must be greater than 0"],
    [{ currency: 5 }, "currency", "Parameter currency must be a string"],
    [{ payment_notes: "x".repeat(1025) }, "payment_notes", /at most 1024/],
    [{ payment_notes: "bell\u0007" }, "payment_notes", /control characters/],
    [{ idempotency_key: "" }, "idempotency_key", /must not be empty/],
    [{ idempotency_key: "k".repeat(129) }, "idempotency_key", /at most 128/],
    [{ payment_date: "2026-02-30" }, "payment_date", /must be a da/],
    [{ payment_date: "yesterday" }, "payment_date", /must be a day/],
  ])("refuse %j", async (wrong, attribute, message) => {
    const { actor, i_customer } = await pair();
    const refusal = await refusalOf(customerAddFunds(actor, { i_customer, amount: 1, ...wrong }));
    expect(refusal).toMatchObject({ code: 400, attribute });
    expect(refusal.message).toMatch(message);
  });

  it("in another currency than the customer's are refused, whatever the parent's is", async () => {
    const { parent, actor } = await pair();
    const { i_customer } = await operations.createCustomer(actor, {
      i_tariff: await tariff(parent.i_customer, "EUR"),
      name: freshName(),
      web_password: "correct horse battery",
    });
    const refusal = await refusalOf(customerAddFunds(actor, { i_customer, amount: 1, currency: "USD" }));
    expect(refusal).toMatchObject({
      code: 409,
      attribute: "currency",
      message: "Parameter currency is USD, the customer's is EUR",
    });
    expect(await customerAddFunds(actor, { i_customer, amount: 1, currency: "EUR" })).toMatchObject({
      currency: "EUR",
    });
  });

  it("that would leave the bounds of a balance are refused, naming the amount", async () => {
    const { actor, i_customer } = await pair();
    await customerAddFunds(actor, { i_customer, amount: "999999999.999999" });
    expect(await refusalOf(customerCredit(actor, { i_customer, amount: "0.000001" }))).toMatchObject({
      code: 400,
      attribute: "amount",
      key: "balance_out_of_bounds",
    });
  });

  it("are for a direct sub-customer of the scope: not for oneself, and deeper ones in their parent's scope", async () => {
    const { actor, i_customer } = await pair();
    const below = await customer(i_customer);
    const deep = { i_customer: below.i_customer, amount: 1 };
    const program = { ...actor, door: "api" } as const;
    const tried = [
      () => customerAddFunds(actor, { i_customer: actor.i_customer, amount: 1 }),
      () => customerAddFunds(actor, { i_customer: 999_999, amount: 1 }),
      () => customerAddFunds(program, deep),
    ];
    for (const call of tried) expect(await refusalOf(call())).toMatchObject({ code: 404 });
    await customerAddFunds(actor, { ...deep, i_wholesaler: i_customer });
    await customerAddFunds(actor, deep);
    expect(await entriesOf(actor, below.i_customer)).toHaveLength(3);
  });

  it("do a fixed number of statements, whatever the depth and the length of the ledger", async () => {
    const counts: string[] = [];
    let top = 1;
    for (let level = 0; level < 3; level += 1) {
      const { i_customer, actor } = await customer(top, { balance: 100 - 30 * level });
      const below = await customer(i_customer);
      await protect(i_customer, top);
      for (let entry = 0; entry < level * 3; entry += 1)
        await customerAddFunds(actor, { i_customer: below.i_customer, amount: 1 });
      const call = { i_customer: below.i_customer, amount: 1, idempotency_key: "k" };
      const first = await countStatements(() => customerAddFunds(actor, call));
      const again = await countStatements(() => customerAddFunds(actor, call));
      counts.push(`${first.count} ${again.count}`);
      top = i_customer;
    }
    // scope and target, both locks, the customer, key, the parent's funds, overcommit, entry, low balance, balance, audit
    expect(new Set(counts)).toEqual(new Set(["10 4"]));
  });
});

describe("overcommit", () => {
  it("stops 50 parallel payments and credits where the parent's funds end; the ledger adds up", async () => {
    const { parent, actor } = await pair({ balance: 1_000 });
    await protect(parent.i_customer);
    const below = await Promise.all(Array.from({ length: 8 }, () => customer(parent.i_customer)));
    const calls = Array.from({ length: 50 }, (_, index) => {
      const act = index % 2 ? customerAddFunds : customerCredit;
      return act(actor, { i_customer: below[index % 8]?.i_customer ?? 0, amount: 30 + index });
    });
    const outcomes = await Promise.allSettled(calls);
    const refusals = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refusals.length).toBeGreaterThan(0);
    for (const reason of refusals)
      expect(reason instanceof Refusal ? reason.reason?.key : reason).toBe("overcommit");
    expect(refusals.every(({ attribute }) => attribute === "amount")).toBe(true);
    const given = outcomes.flatMap((one) => (one.status === "fulfilled" ? [Number(one.value.amount)] : []));
    const [sum] = await database().$queryRaw<{ given: unknown; booked: unknown }[]>`
      SELECT sum(greatest(balance, 0) + credit_limit) AS given,
             (SELECT sum(l.amount) FROM ledger l JOIN customers c USING (i_customer)
               WHERE c.i_wholesaler = ${parent.i_customer}) AS booked
        FROM customers WHERE i_wholesaler = ${parent.i_customer}`;
    expect(Number(sum?.given)).toBeLessThanOrEqual(1_000);
    expect(Number(sum?.given)).toBe(given.reduce((all, one) => all + one, 0));
    expect(Number(sum?.booked)).toBe(Number(sum?.given));
  });

  it("does not stop what pays a debt, nor a charge", async () => {
    const { parent, actor, i_customer } = await pair({ balance: 10 });
    await customerDebit(actor, { i_customer, amount: 50 });
    await protect(parent.i_customer);
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: parent.i_customer, balance: 0 });
    await customerAddFunds(actor, { i_customer, amount: 50 });
    expect(await refusalOf(customerAddFunds(actor, { i_customer, amount: 1 }))).toMatchObject({ code: 409 });
    await customerDebit(actor, { i_customer, amount: 1 });
  });
});

describe("an idempotency key", () => {
  it("books once of 20 parallel calls, and all get the same answer", async () => {
    const { actor, i_customer } = await pair();
    for (const method of Object.values(methods)) {
      const call = { i_customer, amount: "7.5", idempotency_key: freshName("key"), payment_notes: "once" };
      const before = (await entriesOf(actor, i_customer)).length;
      const answers = await Promise.all(Array.from({ length: 20 }, () => method(actor, call)));
      expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
      expect((await entriesOf(actor, i_customer)).length).toBe(before + 1);
    }
    const { audit_logs = [] } = await operations.getAuditLogs(actor, { i_customer, who: "" });
    expect(audit_logs.filter(({ operation }) => operation in methods)).toHaveLength(3);
  });

  it("gives the first answer after more was booked, after a restart, and on the way of another door", async () => {
    const { actor, i_customer } = await pair();
    const call = { i_customer, amount: 7, idempotency_key: "order 1", payment_date: "2026-01-31" };
    const first = await customerAddFunds(actor, call);
    await customerDebit(actor, { i_customer, amount: 3 });
    await customerAddFunds(actor, { ...call, idempotency_key: "order 2" });
    await closeDatabase();
    expect(await customerAddFunds(actor, call)).toEqual(first);
    const again = { ...call, amount: "7.0000001", payment_notes: "another" };
    expect(await customerAddFunds({ ...actor, door: "api" }, again)).toEqual(first);
  });

  it("is the target's: the same key books on another customer", async () => {
    const { parent, actor, i_customer } = await pair();
    const other = await customer(parent.i_customer);
    const call = { amount: 1, idempotency_key: "shared" };
    const answers = [
      await customerAddFunds(actor, { ...call, i_customer }),
      await customerAddFunds(actor, { ...call, i_customer: other.i_customer }),
    ];
    expect(answers.map((one) => one.i_customer)).toEqual([i_customer, other.i_customer]);
  });

  it("of a refused call is not remembered", async () => {
    const { parent, actor, i_customer } = await pair();
    await protect(parent.i_customer);
    const call = { i_customer, amount: 5, idempotency_key: "retry" };
    expect(await refusalOf(customerAddFunds(actor, call))).toMatchObject({ code: 409, key: "overcommit" });
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: parent.i_customer, balance: 5 });
    expect(await customerAddFunds(actor, call)).toMatchObject({ balance_after: "5.000000" });
  });

  it("gives an answer to those alone who may still book", async () => {
    const { parent, actor, i_customer } = await pair();
    const call = { i_customer, amount: 5, idempotency_key: "k" };
    await customerAddFunds(actor, call);
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: parent.i_customer, customers_mgmt: 0 });
    expect(await refusalOf(customerAddFunds(actor, call))).toMatchObject({ code: 403 });
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: parent.i_customer, customers_mgmt: 7 });
    await deleteCustomer(actor, { i_customer });
    expect(await refusalOf(customerAddFunds(actor, call))).toMatchObject({ code: 404 });
  });

  it("in any sequence of calls, does what a small model of it does", async () => {
    const { parent, actor } = await pair();
    const call = fc.record(
      {
        method: fc.constantFrom<Method>("customerAddFunds", "customerCredit", "customerDebit"),
        amount: fc.constantFrom("1", "1.0", "2", "0.5"),
        idempotency_key: fc.constantFrom("a", "b", "ä", "c "),
        target: fc.constantFrom(0, 1),
      },
      { requiredKeys: ["method", "amount", "target"] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 14 }), async (calls) => {
        const targets = [await customer(parent.i_customer), await customer(parent.i_customer)];
        const remembered = new Map<string, { call: string; answer: unknown }>();
        const balances = [0, 0];
        for (const { method, amount, target, ...key } of calls) {
          const i_customer = targets[target]?.i_customer ?? 0;
          const place = `${target} ${key.idempotency_key}`;
          const meaning = `${method} ${readDecimal(amount)}`;
          const known = key.idempotency_key === undefined ? undefined : remembered.get(place);
          const act = methods[method](actor, { i_customer, amount, ...key });
          if (known && known.call !== meaning) {
            expect(await refusalOf(act)).toMatchObject({ code: 409, key: "key_used" });
            continue;
          }
          const answer = await act;
          if (known) {
            expect(answer).toEqual(known.answer);
            continue;
          }
          balances[target] = (balances[target] ?? 0) + Number(amount) * (method === "customerDebit" ? -1 : 1);
          expect(Number(answer.balance_after)).toBe(balances[target]);
          if (key.idempotency_key !== undefined) remembered.set(place, { call: meaning, answer });
        }
        for (const [index, { i_customer }] of targets.entries()) {
          const [last] = await entriesOf(actor, i_customer);
          expect(Number(last?.balance_after)).toBe(balances[index]);
        }
      }),
      { numRuns: 25 },
    );
  });
});
