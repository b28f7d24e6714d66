import { describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import { fc } from "@/tests/chance";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { correctBalance, customerAddFunds, customerDebit, getCustomerInfo, listLedger, updateCustomer } =
  operations;
const note = { payment_notes: "counted again" };

/** A reseller with a sub-customer. */
async function pair() {
  const parent = await customer(1);
  const { i_customer } = await customer(parent.i_customer);
  return { parent: parent.i_customer, actor: parent.actor, i_customer };
}

async function entriesOf(actor: Actor, i_customer: number) {
  return (await listLedger(actor, { i_customer, limit: 1_000 })).entries;
}

describe("a correction", () => {
  it("books the difference to a new balance, or a difference itself, and says why", async () => {
    const { actor, i_customer } = await pair();
    await customerAddFunds(actor, { i_customer, amount: 100 });
    const down = await correctBalance(actor, {
      i_customer,
      balance: "-20.5",
      ...note,
      payment_date: "2026-11-01",
    });
    expect(down).toMatchObject({
      kind: "correction",
      amount: "-120.500000",
      balance_before: "100.000000",
      balance_after: "-20.500000",
      payment_notes: "counted again",
      payment_date: "2026-11-01",
    });
    const up = await correctBalance(actor, { i_customer, change: "+20.5", ...note });
    expect(up).toMatchObject({ amount: "20.500000", balance_after: "0.000000" });
    const entries = await entriesOf(actor, i_customer);
    expect(entries.slice(0, 2).map(({ kind, amount }) => [kind, amount])).toEqual([
      ["correction", "20.500000"],
      ["correction", "-120.500000"],
    ]);
    const { audit_logs = [] } = await operations.getAuditLogs(actor, { i_customer, who: "", limit: 1 });
    expect(audit_logs[0]).toMatchObject({
      operation: "correctBalance",
      changes: [{ attribute: "balance", before: "-20.500000", after: "0.000000" }],
    });
  });

  it.each([
    [{ payment_notes: undefined, change: 1 }, "payment_notes", "required"],
    [{ payment_notes: "", change: 1 }, "payment_notes", "required"],
    [{}, "balance", "required"],
    [{ balance: 1, change: 1 }, "change", "either_or"],
    [{ balance: 0 }, "balance", "nothing_to_change"],
    [{ change: "0.0000001" }, "change", "nothing_to_change"],
    [{ change: "-1000000000" }, "change", "out_of_bounds"],
    [{ balance: "much" }, "balance", "number_expected"],
  ])("asked for by %j is refused", async (input, attribute, key) => {
    const { actor, i_customer } = await pair();
    const refusal = await refusalOf(correctBalance(actor, { i_customer, ...note, ...input }));
    expect(refusal).toMatchObject({ code: 400, attribute, key });
  });

  it("typed on an old page does not undo what was booked since; a difference is booked all the same", async () => {
    const { actor, i_customer } = await pair();
    await customerAddFunds(actor, { i_customer, amount: 100 });
    const shown = { balance: "0" };
    expect(await refusalOf(correctBalance(actor, { i_customer, balance: 10, shown, ...note }))).toMatchObject(
      {
        code: 409,
        attribute: "balance",
        key: "changed_meanwhile",
      },
    );
    await correctBalance(actor, { i_customer, change: 10, shown, ...note });
    await correctBalance(actor, { i_customer, balance: 10, shown: { balance: "110" }, ...note });
    expect((await getCustomerInfo(actor, { i_customer })).customer.balance).toBe("10.000000");
  });

  it("that raises is held by the parent's funds under overcommit protection; one that lowers is not", async () => {
    const { parent, actor, i_customer } = await pair();
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: parent, overcommit_protection: true });
    expect(await refusalOf(correctBalance(actor, { i_customer, change: 1, ...note }))).toMatchObject({
      code: 409,
      attribute: "change",
      key: "overcommit",
    });
    await correctBalance(actor, { i_customer, balance: -1, ...note });
  });

  it("is for a direct sub-customer of the scope alone: for people, of a deeper one's parent", async () => {
    const { actor, i_customer } = await pair();
    const below = await customer(i_customer);
    const program = { ...actor, door: "api" } as const;
    const tried = [
      () => correctBalance(actor, { i_customer: actor.i_customer, change: 1, ...note }),
      () => correctBalance(actor, { i_customer: 999_999, change: 1, ...note }),
      () => correctBalance(program, { i_customer: below.i_customer, change: 1, ...note }),
    ];
    for (const call of tried) expect(await refusalOf(call())).toMatchObject({ code: 404 });
    await correctBalance(actor, { i_customer: below.i_customer, change: 1, ...note });
  });

  it("sent again gets the first answer, after more was booked as well; its key is good for nothing else", async () => {
    const { actor, i_customer } = await pair();
    const call = { i_customer, balance: 70, idempotency_key: "form 1", shown: { balance: "0" }, ...note };
    const first = await correctBalance(actor, call);
    expect(await correctBalance(actor, call)).toEqual(first);
    const asked = { i_customer, idempotency_key: "form 1" };
    expect((await operations.previewFunds(actor, asked)).booked).toEqual({
      i_entry: first.i_entry,
      amount: "70.000000",
    });
    await customerDebit(actor, { i_customer, amount: 3 });
    expect(await correctBalance(actor, call)).toEqual(first);
    expect(await correctBalance(actor, { ...call, balance: undefined, change: 70 })).toEqual(first);
    for (const again of [
      () => correctBalance(actor, { ...call, balance: 71, shown: undefined }),
      () => correctBalance(actor, { ...call, balance: undefined, change: 71 }),
      () => customerAddFunds(actor, { i_customer, amount: 70, idempotency_key: "form 1" }),
    ])
      expect(await refusalOf(again())).toMatchObject({ code: 409, key: "key_used" });
    expect(await entriesOf(actor, i_customer)).toHaveLength(3);
  });
});

describe("a form that is sent again and again, at once or later", () => {
  it("books once, whatever it books", async () => {
    const { parent, actor } = await pair();
    const deeds = {
      customerAddFunds: (amount: number) => ({ amount }),
      customerCredit: (amount: number) => ({ amount }),
      customerDebit: (amount: number) => ({ amount }),
      correctBalance: (amount: number) => ({ balance: amount, ...note, shown: { balance: "0" } }),
    } as const;
    const form = fc.record({
      deed: fc.constantFrom(...(Object.keys(deeds) as (keyof typeof deeds)[])),
      amount: fc.integer({ min: 1, max: 1_000 }),
      atOnce: fc.integer({ min: 2, max: 8 }),
      later: fc.integer({ min: 0, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(form, async ({ deed, amount, atOnce, later }) => {
        const { i_customer } = await customer(parent);
        const input = { i_customer, idempotency_key: freshName("form"), ...deeds[deed](amount) };
        const send = () => operations[deed](actor, input);
        const receipts = await Promise.all(Array.from({ length: atOnce }, send));
        for (let time = 0; time < later; time += 1) receipts.push(await send());
        expect(new Set(receipts.map((one) => JSON.stringify(one))).size).toBe(1);
        const entries = await entriesOf(actor, i_customer);
        expect(entries.map(({ i_entry }) => i_entry)).toContain(receipts[0]?.i_entry);
        expect(entries).toHaveLength(2);
      }),
      { numRuns: 20 },
    );
  });
});
