import { describe, expect, it } from "vitest";
import { keyAreas, keyReaches, reaches } from "@/attributes/key-areas";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { findKeyCaller } from "@/server/programs/keys/find-key-caller";
import type { KeyLine } from "@/server/programs/keys/list-keys";
import { fc } from "@/tests/chance";
import { actorOf, customer, refusalOf } from "../../../builders";
import { givenFreshDatabase } from "../../../database/fresh";
import { byKey, cameBy, colleague, given, here } from "./with-keys";

givenFreshDatabase();

const { makeKey, listKeys, rotateKey, rotateOwnKey, endKey, editKey, editOwnKey } = operations;

async function keyOf(actor: Actor, i_key: number): Promise<KeyLine> {
  const { keys } = await listKeys(actor, {});
  const found = keys.find((key) => key.i_key === i_key);
  if (!found) throw new Error("the key is in the list");
  return found;
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

describe("changing a key", () => {
  it("renames and narrows it, without confirming anything, and what is not said stays", async () => {
    const actor = { ...(await customer()).actor };
    const { i_key, expires_at } = await makeKey(actor, given);
    const stale = { ...actor, freshUntil: null };
    await editKey(stale, { i_key, name: "Invoices" });
    expect(await keyOf(actor, i_key)).toMatchObject({ name: "Invoices", areas: given.areas, expires_at });
    await editKey(stale, { i_key, areas: { customers: "read" } });
    expect((await keyOf(actor, i_key)).areas).toEqual({ customers: "read", money: "read" });
    await editKey(stale, { i_key, areas: { money: null }, networks: ["192.0.2.0/24"] });
    expect(await keyOf(actor, i_key)).toMatchObject({
      areas: { customers: "read" },
      networks: ["192.0.2.0/24"],
    });
    await editKey(stale, { i_key, networks: ["192.0.2.7"], expires_at: inDays(2).toISOString() });
    expect(await keyOf(actor, i_key)).toMatchObject({ networks: ["192.0.2.7"] });
    expect((await keyOf(actor, i_key)).expires_at.getTime() - Date.now()).toBeCloseTo(2 * 86_400_000, -5);
  });

  it("holds at once for the whole line: for what it replaced, for its successor, and for what is made of it later", async () => {
    const { actor } = await customer();
    const first = await makeKey(actor, { ...given, days: 30 });
    const second = await rotateKey(actor, { i_key: first.i_key });
    await editKey(actor, {
      i_key: first.i_key,
      name: "Less",
      areas: { customers: null },
      expires_at: inDays(9).toISOString(),
    });
    const third = await rotateKey(actor, { i_key: second.i_key });
    for (const { key, i_key } of [second, third]) {
      expect((await findKeyCaller(key, here))?.key.areas).toEqual({ money: "read" });
      const { name, expires_at } = await keyOf(actor, i_key);
      expect(name).toBe("Less");
      expect(expires_at.getTime()).toBeLessThanOrEqual(inDays(9).getTime());
    }
  });

  it("never makes it wider: whatever is asked for, it reaches no further than before, or nothing happens", {
    timeout: 60_000,
  }, async () => {
    const { actor } = await customer();
    const said = fc.dictionary(fc.constantFrom(...keyAreas), fc.constantFrom(...keyReaches, null));
    const networks = fc.subarray([
      "192.0.2.0/24",
      "192.0.2.7",
      "192.0.0.0/16",
      "0.0.0.0/0",
      "2001:db8::/32",
      "2001:db8:1::/48",
      "::ffff:192.0.2.0/120",
      "::/0",
    ]);
    const edit = fc.record(
      { areas: said, networks, expires_at: fc.integer({ min: 1, max: 200 }).map((days) => inDays(days)) },
      { requiredKeys: [] },
    );
    const addresses = ["192.0.2.7", "192.0.2.8", "192.0.3.1", "203.0.113.1", "2001:db8:1::1", "2001:db9::1"];
    await fc.assert(
      fc.asyncProperty(networks, fc.array(edit, { minLength: 1, maxLength: 4 }), async (from, edits) => {
        const areas = { customers: "write", money: "read", own: "write", history: "read" };
        const { i_key, key } = await makeKey(actor, { name: "Narrow", areas, networks: from });
        const standing = async () => ({
          line: await keyOf(actor, i_key),
          here: await Promise.all(
            addresses.map(async (address) => (await findKeyCaller(key, address))?.here ?? false),
          ),
        });
        let before = await standing();
        for (const one of edits) {
          const failed = await editKey(actor, { i_key, ...one }).then(
            () => false,
            () => true,
          );
          const after = await standing();
          const told = ({ line: { areas, networks, expires_at } }: typeof after) => ({
            areas,
            networks,
            expires_at,
          });
          if (failed) expect(told(after)).toEqual(told(before));
          for (const area of keyAreas)
            for (const reach of keyReaches)
              if (reaches(after.line.areas, area, reach))
                expect(reaches(before.line.areas, area, reach)).toBe(true);
          for (const [index, isTaken] of after.here.entries())
            if (isTaken) expect(before.here[index]).toBe(true);
          expect(after.line.expires_at.getTime()).toBeLessThanOrEqual(before.line.expires_at.getTime());
          before = after;
        }
        await endKey(actor, { i_key });
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ["areas", { areas: { money: "write" } }],
    ["areas", { areas: { own: "read" } }],
    ["networks", { networks: [] }],
    ["networks", { networks: ["192.0.0.0/16"] }],
    ["expires_at", { expires_at: inDays(91) }],
  ])("to one that is wider in its %s is refused, with what to do instead", async (attribute, edit) => {
    const { actor } = await customer();
    const { i_key } = await makeKey(actor, { ...given, networks: ["192.0.2.0/24"] });
    expect(await refusalOf(editKey(actor, { i_key, ...edit }))).toMatchObject({
      code: 403,
      key: "key_wider",
      attribute,
    });
  });

  it("leaves it an area, and an end that is to come", async () => {
    const { actor } = await customer();
    const { i_key } = await makeKey(actor, given);
    const none = { customers: null, money: null };
    expect(await refusalOf(editKey(actor, { i_key, areas: none }))).toMatchObject({
      code: 400,
      key: "key_areas",
    });
    expect(await refusalOf(editKey(actor, { i_key, expires_at: inDays(-1) }))).toMatchObject({
      code: 400,
      key: "future_expected",
    });
  });

  it("is for its owner, an administrator of the customer, and the program that has it; not for a key that has ended", async () => {
    const { actor } = await customer();
    const noc = await colleague(actor, "NOC");
    const { i_key, actor: program, key } = await byKey(noc);
    expect(await refusalOf(editKey(await actorOf(1), { i_key, name: "Mine" }))).toMatchObject({ code: 404 });
    const billing = await colleague(actor, "BILLING");
    expect(await refusalOf(editKey(billing, { i_key, name: "Mine" }))).toMatchObject({ code: 403 });
    await editKey(actor, { i_key, areas: { customers: "read" } });
    await editOwnKey(program, { areas: { money: null } });
    expect((await findKeyCaller(key, here))?.key.areas).toEqual({ customers: "read" });
    expect(await refusalOf(editOwnKey(actor, { name: "None" }))).toMatchObject({ key: "without_key" });
    const next = await rotateOwnKey(await cameBy(key), { overlap_hours: 0 });
    expect(await refusalOf(editKey(noc, { i_key, name: "Late" }))).toMatchObject({ key: "key_ended" });
    await endKey(noc, { i_key: next.i_key });
    expect(await refusalOf(editKey(noc, { i_key: next.i_key, name: "Late" }))).toMatchObject({
      key: "key_ended",
    });
  });

  it("is told in the history with what it was before; what changes nothing is not", async () => {
    const { actor, i_customer } = await customer();
    const { i_key, prefix } = await makeKey(actor, given);
    await editKey(actor, { i_key, name: "Billing", areas: { money: "read" } });
    await editKey(actor, { i_key, name: "Invoices", areas: { money: null } });
    const entries = await database().auditLog.findMany({
      where: { i_customer, operation: "editKey" },
      select: { detail: true },
    });
    expect(entries).toEqual([
      {
        detail: {
          name: "Invoices",
          prefix,
          changes: { name: ["Billing", "Invoices"], areas: [given.areas, { customers: "write" }] },
        },
      },
    ]);
  });
});
