import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { fc } from "@/tests/chance";
import { customer, freshName, refusalOf } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase("cheap", "by hand");

const { createCustomer, customerAddFunds, customerCredit, customerDebit, deleteCustomer, listLedger } =
  operations;

type Entries = Awaited<ReturnType<typeof listLedger>>["entries"];
const scene: { actor?: Actor; i_customer: number; all: Entries } = { i_customer: 0, all: [] };

beforeAll(async () => {
  const { actor, i_customer: parent } = await customer(1);
  const { i_customer } = await customer(parent);
  const notes = ["Invoice 100%", "cash_desk", "", "возврат ЗА Май", "invoice 7"];
  for (const [index, payment_notes] of notes.entries()) {
    const act = [customerAddFunds, customerCredit, customerDebit][index % 3] ?? customerAddFunds;
    await act(actor, { i_customer, amount: index + 0.5, payment_notes });
  }
  Object.assign(scene, { actor, i_customer, all: (await listLedger(actor, { i_customer })).entries });
});

/** The indexes of the listed entries among all entries. */
async function listed(filters: Readonly<Record<string, unknown>>): Promise<number[]> {
  const { actor = systemActor, i_customer, all } = scene;
  const { entries } = await listLedger(actor, { i_customer, ...filters });
  return entries.map(({ i_entry }) => all.findIndex((one) => one.i_entry === i_entry));
}

/** The indexes of the entries that match a condition. */
function those(condition: (entry: Entries[number]) => boolean): number[] {
  return scene.all.flatMap((entry, index) => (condition(entry) ? [index] : []));
}

describe("a ledger is listed", () => {
  it("by kind", async () => {
    expect(await listed({ kind: "payment" })).toEqual(those(({ kind }) => kind === "payment"));
    expect(await listed({ kind: "write-off" })).toEqual([]);
  });

  it("by what a note has in it, whatever the case; nothing in it stands for anything else", async () => {
    expect(await listed({ note: "invoice" })).toHaveLength(2);
    expect(await listed({ note: "За май" })).toHaveLength(1);
    expect(await listed({ note: "0%" })).toHaveLength(1);
    expect(await listed({ note: "_" })).toHaveLength(1);
    expect(await listed({ note: "%" })).toHaveLength(1);
  });

  it("by the signed amount, the bounds included", async () => {
    expect(await listed({ min_amount: "1.5" })).toEqual(those(({ amount }) => Number(amount) >= 1.5));
    expect(await listed({ max_amount: -2.5 })).toEqual(those(({ amount }) => Number(amount) <= -2.5));
    expect(await listed({ min_amount: 0, max_amount: 0 })).toEqual(those(({ kind }) => kind === "opening"));
  });

  it("by the time of booking: from `since` on, and before `until`", async () => {
    const { all } = scene;
    const at = all[2]?.at ?? new Date();
    const text = at.toISOString();
    const expected = those((entry) => entry.at >= at);
    for (const since of [at, text, text.replace("Z", "+00:00"), inZone(at, 5)])
      expect(await listed({ since })).toEqual(expected);
    expect(await listed({ until: text })).toEqual(those((entry) => entry.at < at));
    expect(await listed({ since: text, until: text })).toEqual([]);
    expect(await listed({ since: "2026-01-01", until: "9999-12-31" })).toHaveLength(all.length);
    expect(await listed({ since: "20260101T00:00:00", until: "2999-01-01 00:00" })).toHaveLength(all.length);
    expect(await listed({ until: "2001-01-01" })).toEqual([]);
  });

  it("with empty fields as if they were not there", async () => {
    const empty = { kind: "", since: "", until: "", min_amount: "", max_amount: "", note: "", after: "" };
    expect(await listed(empty)).toHaveLength(scene.all.length);
  });

  it("in parts, by offset and limit or by the place of the next, without gap or repetition", async () => {
    const { actor = systemActor, i_customer, all } = scene;
    const everything = all.map((_, index) => index);
    expect(await listed({ limit: 0 })).toEqual([]);
    expect(await listed({ offset: all.length })).toEqual([]);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 8 }), fc.nat({ max: 8 }), async (offset, limit) => {
        expect(await listed({ offset, limit })).toEqual(everything.slice(offset, offset + limit));
      }),
      { numRuns: 30 },
    );
    const walked: string[] = [];
    let after: string | null = "";
    while (after !== null) {
      const part: Awaited<ReturnType<typeof listLedger>> = await listLedger(actor, {
        i_customer,
        limit: 2,
        after,
      });
      walked.push(...part.entries.map(({ i_entry }) => i_entry));
      after = part.next;
    }
    expect(walked).toEqual(all.map(({ i_entry }) => i_entry));
  });

  it.each([
    [{ kind: "gift" }, "kind"],
    [{ since: "yesterday" }, "since"],
    [{ since: "2026-02-30" }, "since"],
    [{ until: "2026-01-01T25:00:00Z" }, "until"],
    [{ until: "0000-01-01" }, "until"],
    [{ min_amount: "much" }, "min_amount"],
    [{ note: "x".repeat(1025) }, "note"],
    [{ offset: -1 }, "offset"],
    [{ limit: -1 }, "limit"],
    [{ limit: 1_001 }, "limit"],
    [{ limit: "all" }, "limit"],
  ])("not by %j, which is refused by name", async (filters, attribute) => {
    expect(await refusalOf(listed(filters))).toMatchObject({ code: 400, attribute });
  });

  it("with the sum of each kind, over all pages, of what the filters leave", async () => {
    const { actor = systemActor, i_customer, all } = scene;
    const { sums, customer: whose } = await listLedger(actor, { i_customer, limit: 1, sums: true });
    expect(sums).toEqual([
      { kind: "opening", entries: 1, amount: "0.000000" },
      { kind: "payment", entries: 2, amount: "4.000000" },
      { kind: "credit", entries: 2, amount: "6.000000" },
      { kind: "charge", entries: 1, amount: "-2.500000" },
    ]);
    expect(whose).toMatchObject({ currency: "USD", deleted: false });
    const filtered = await listLedger(actor, { i_customer, kind: "payment", note: "100%", sums: true });
    expect(filtered.sums).toEqual([{ kind: "payment", entries: 1, amount: "0.500000" }]);
    const later = await listLedger(actor, { i_customer, since: all[2]?.at, limit: 0, sums: true });
    const amounts = those((entry) => entry.at >= (all[2]?.at ?? new Date())).map((at) =>
      Number(all[at]?.amount),
    );
    expect(later.sums.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(
      amounts.reduce((sum, amount) => sum + amount, 0),
    );
    expect((await listLedger(actor, { i_customer, note: "nobody", sums: true })).sums).toEqual([]);
  });

  it("without sums where nobody asked, or an address did", async () => {
    const { actor = systemActor, i_customer } = scene;
    for (const sums of [undefined, "1", "true", 1])
      expect((await listLedger(actor, { i_customer, sums })).sums).toEqual([]);
  });

  it("in two statements, whatever the filters, and one more for the sums", async () => {
    const { actor = systemActor, i_customer } = scene;
    for (const filters of [{}, { kind: "payment", note: "x", since: "2026-01-01", offset: 3, limit: 7 }]) {
      const { count } = await countStatements(() => listLedger(actor, { i_customer, ...filters }));
      // plus one statement for the scope
      expect(count).toBe(3);
    }
    expect((await countStatements(() => listLedger(actor, { i_customer, sums: true }))).count).toBe(4);
  });
});

it("a program gets up to 1,000 entries where it says nothing, a page of the web 50", async () => {
  const { i_customer, actor } = await customer(1);
  const below = (await customer(i_customer)).i_customer;
  await database().$executeRaw`
    WITH entries AS (
      INSERT INTO ledger (i_customer, place, previous_place, balance_before, amount, balance_after, currency, kind,
                          name, path, actor_customer, door)
      SELECT i_customer, n, n - 1, n - 2, 1, n - 1, base_currency, 'credit', name, path, 1, 'system'
        FROM customers, generate_series(2, 1100) AS n WHERE i_customer = ${below} RETURNING place)
    UPDATE customers SET balance = 1099, ledger_place = (SELECT max(place) FROM entries) WHERE i_customer = ${below}`;
  const lengths = async (door: Actor["door"]) =>
    (await listLedger({ ...actor, door }, { i_customer: below, i_wholesaler: i_customer })).entries.length;
  expect([await lengths("web"), await lengths("api"), await lengths("trusted")]).toEqual([50, 1_000, 1_000]);
});

it("the ledger of one who was deleted stays readable, filters included, to all who were above", async () => {
  const top = await customer(1);
  const middle = await customer(top.i_customer);
  const neighbour = await customer(1);
  const { i_customer } = await createCustomer(middle.actor, {
    i_tariff: null,
    name: freshName(),
    web_password: "correct horse battery",
    balance: 5,
  });
  await deleteCustomer(middle.actor, { i_customer });
  for (const { actor } of [top, middle]) {
    const kinds = async (filters: object) =>
      (await listLedger(actor, { i_customer, ...filters })).entries.map(({ kind }) => kind);
    expect(await kinds({})).toEqual(["write-off", "opening"]);
    expect(await kinds({ kind: "opening" })).toEqual(["opening"]);
    expect(await kinds({ kind: "payment" })).toEqual([]);
  }
  for (const filters of [{}, { kind: "payment" }, { limit: 0 }])
    expect(await refusalOf(listLedger(neighbour.actor, { i_customer, ...filters }))).toMatchObject({
      code: 404,
    });
});

function inZone(at: Date, hours: number): string {
  const shifted = new Date(at.getTime() + hours * 3_600_000).toISOString();
  return shifted.replace("Z", `+0${hours}:00`);
}
