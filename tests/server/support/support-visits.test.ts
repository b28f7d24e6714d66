import { describe, expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import { actorOf, customer } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { inSupport, staff } from "./support-stage";

givenFreshDatabase();

const { endSupport, listHistory, updateCustomer, updateOwnData } = operations;

/** A reseller with a customer, whose portals one of the operator's staff has opened. */
async function visited() {
  const top = await customer(1);
  const below = await customer(top.i_customer);
  const opened = await inSupport(await staff(), top.i_customer, { changes: true });
  await opened.look("/overview");
  await opened.look("/customers");
  await updateOwnData(await opened.actor(), { city: "Quito" });
  await updateCustomer(await opened.actor(), { i_customer: below.i_customer, city: "Lima" });
  await endSupport(await opened.actor(), {});
  await updateOwnData(top.actor, { city: "Cuenca" });
  return { top, below, reference: opened.reference };
}

const steps = [
  "openSupport",
  "allowSupportChanges",
  "viewPage",
  "viewPage",
  "updateOwnData",
  "updateCustomer",
  "endSupport",
];

describe("a support session in the history", () => {
  it("is one entry of the customer that was opened, with all its steps, for whoever is told of it", async () => {
    const { top, reference } = await visited();
    for (const [reader, asked] of [
      [top.actor, {}],
      [top.actor, { i_customer: top.i_customer }],
      [await actorOf(1), { i_customer: top.i_customer }],
    ] as const) {
      const { entries } = await listHistory(reader, { ...asked, visits: true });
      const [latest, visit, ...others] = entries;
      expect(latest?.operation).toBe("updateOwnData");
      expect(visit).toMatchObject({ operation: "openSupport", behalf: { reference, reason: "Ticket 4711" } });
      expect(visit?.visit?.steps.map(({ operation }) => operation)).toEqual(steps);
      expect(others.filter(({ door }) => door === "support")).toEqual([]);
      // only those above learn who it was, in each step as everywhere
      const named = reader.i_customer === 1;
      for (const step of visit?.visit?.steps ?? []) expect(step.by !== null, step.operation).toBe(named);
    }
  });

  it("stands step by step where somebody looks for one, in files and through the API", async () => {
    const { top, reference } = await visited();
    const found = async (asked: Readonly<Record<string, unknown>>) =>
      (await listHistory(top.actor, asked)).entries.map(({ operation, visit }) => [operation, visit]);
    for (const what of steps)
      expect((await found({ what, visits: true })).every(([operation]) => operation === what)).toBe(true);
    expect(await found({ what: "updateCustomer", visits: true })).toEqual([["updateCustomer", null]]);
    expect(await found({ door: "support", visits: true })).toHaveLength(steps.length);
    expect(await found({ changed: "city", door: "support", visits: true })).toHaveLength(2);
    expect(await found({ support: reference, visits: true })).toHaveLength(steps.length);
    // exports do not ask for sessions, and an address cannot
    expect(await found({})).toHaveLength(steps.length + 3);
    expect(await found({ visits: "1" })).toHaveLength(steps.length + 3);
    const { audit_logs = [] } = await operations.getAuditLogs(top.actor, { who: "" });
    expect(audit_logs.filter(({ door }) => door === "support")).toHaveLength(steps.length);
    for (const log of audit_logs) expect(log).not.toHaveProperty("visit");
  });

  it("is told to a customer below it as what was done to that one, and no more", async () => {
    const { below } = await visited();
    const { entries } = await listHistory(below.actor, { visits: true });
    const [told] = entries.filter(({ door }) => door === "support");
    expect(told).toMatchObject({ operation: "updateCustomer", by: null, behalf: null, visit: null });
    expect(entries.filter(({ door }) => door === "support")).toHaveLength(1);
  });

  it("is one entry on each page and in each span of days, wherever the page ends", async () => {
    const { top } = await visited();
    const today = new Date().toISOString().slice(0, 10);
    const spans = await listHistory(top.actor, { since: today, visits: true });
    expect(spans.entries.filter(({ door }) => door === "support")).toHaveLength(1);
    const seen: string[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 10; pages += 1) {
      const { entries, next } = await listHistory(top.actor, { visits: true, ...(after ? { after } : {}) });
      seen.push(...entries.map(({ i_audit }) => i_audit));
      if (next === null) break;
      after = next;
    }
    expect(new Set(seen).size).toBe(seen.length);
  });
});
