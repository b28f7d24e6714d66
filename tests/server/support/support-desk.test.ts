import { describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import type { Visitor } from "@/server/credentials/visitor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { signIn } from "@/server/identity/log-in/sign-in";
import { fc } from "@/tests/chance";
import { actorOf, customer, freshName, refusalOf } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase("cheap", "by hand");

const { getSupportDesk, getCustomerInfo, updateCustomer, deleteCustomer, findCustomers } = operations;
const { addWebUser, unlockWebUser, blockCustomer, unblockCustomer, getOverview } = operations;

const idsOf = (lines: readonly { readonly i_customer: number }[]) =>
  lines.map(({ i_customer }) => i_customer);

/** Creates a reseller with two levels below, and a neighbour. */
async function scene() {
  const top = await customer(1);
  const direct = await customer(top.i_customer, { email: "direct@contact.example", phone: "+1 555 0100" });
  const deep = await customer(direct.i_customer, { email: "deep@contact.example", phone: "+1 555 0199" });
  const beside = await customer(1);
  return { top, direct, deep, beside };
}

const open = async (actor: Actor, i_customer: number) => await getCustomerInfo(actor, { i_customer });

describe("the customers that a web user dealt with last", () => {
  it("are those it opened from above or changed, each once, the latest first, without who is gone", async () => {
    const { top, direct, deep } = await scene();
    const other = await customer(direct.i_customer);
    const gone = await customer(top.i_customer);
    await open(top.actor, deep.i_customer);
    await updateCustomer(top.actor, { i_customer: direct.i_customer, city: "Quito" });
    await open(top.actor, other.i_customer);
    await updateCustomer(top.actor, { i_customer: gone.i_customer, city: "Quito" });
    await deleteCustomer(top.actor, { i_customer: gone.i_customer });
    await updateCustomer(top.actor, { i_customer: direct.i_customer, city: "Lima" });
    const { recent } = await getSupportDesk(top.actor, {});
    expect(idsOf(recent)).toEqual([direct.i_customer, other.i_customer, deep.i_customer]);
    expect(recent[2]).toMatchObject({ web_login: deep.actor.login, i_wholesaler: direct.i_customer });
  });

  it("are eight at most, its own and nobody else's, and none outside the scope", async () => {
    const { top, direct, deep } = await scene();
    const many = [];
    for (let at = 0; at < 9; at += 1) many.push(await customer(direct.i_customer));
    for (const { i_customer } of [deep, ...many]) await open(top.actor, i_customer);
    expect(idsOf((await getSupportDesk(top.actor, {})).recent)).toEqual(idsOf(many).reverse().slice(0, 8));
    expect((await getSupportDesk(direct.actor, {})).recent).toEqual([]);
    const scoped = await getSupportDesk(top.actor, { i_wholesaler: many[0]?.i_customer });
    expect(scoped.recent).toEqual([]);
    const root = await actorOf(1);
    const { i_web_user } = await addWebUser(root, { i_customer: 1, web_login: freshName("staff") });
    const staff: Actor = { ...root, i_web_user, access_level: "SUPPORT" };
    expect((await getSupportDesk(staff, {})).recent).toEqual([]);
    await open(staff, deep.i_customer);
    expect(idsOf((await getSupportDesk(staff, {})).recent)).toEqual([deep.i_customer]);
    expect((await getSupportDesk(systemActor, { i_wholesaler: 1 })).recent).toEqual([]);
  });
});

describe("web users that are locked out", () => {
  const from = (address: string, device: string | null = null): Visitor => ({
    host: "localhost",
    address,
    userAgent: "test",
    local: false,
    device,
  });
  const fail = async (login: string, visitor: Visitor) => {
    for (let time = 0; time < 7; time += 1) await refusalOf(signIn(visitor, login, "wrong"));
    // the wait outlasts this test
    await database().$executeRaw`
      UPDATE throttles SET wait_until = now() + interval '10 minutes' WHERE wait_until > now()`;
  };

  it("are told of the scope and below, until they are unlocked, and of nobody beside", async () => {
    const { top, direct, deep, beside } = await scene();
    const { i_customer } = deep;
    const colleague = await addWebUser(deep.actor, { i_customer, web_login: freshName("colleague") });
    const { login } = await database().webUser.findUniqueOrThrow({ where: colleague });
    await fail(login, from("203.0.113.1"));
    await fail(freshName("nobody"), from("203.0.114.1"));
    // the program records a refused log-in after it answers
    await expect.poll(async () => (await getSupportDesk(top.actor, {})).locked_out.count).toBe(1);
    const { lines } = (await getSupportDesk(top.actor, {})).locked_out;
    expect(lines).toMatchObject([{ i_customer, login, ...colleague }]);
    expect(lines[0]?.until.getTime()).toBeGreaterThan(Date.now());
    expect((await getSupportDesk(deep.actor, {})).locked_out.count).toBe(1);
    expect((await getSupportDesk(beside.actor, {})).locked_out).toEqual({ count: 0, lines: [] });
    await unlockWebUser(direct.actor, colleague);
    expect((await getSupportDesk(top.actor, {})).locked_out).toEqual({ count: 0, lines: [] });
  });

  it("are not those who fail in a browser of their own, nor who failed less often", async () => {
    const { top, deep, direct } = await scene();
    const [one, other] = [deep.actor.login ?? "", direct.actor.login ?? ""];
    const { device } = await signIn(from("203.0.115.1"), one, "correct horse battery");
    await fail(one, from("203.0.115.1", device));
    await refusalOf(signIn(from("203.0.116.1"), other, "wrong"));
    await expect
      .poll(
        async () => await database().auditLog.count({ where: { name: other, operation: "refuseSignIn" } }),
      )
      .toBe(1);
    expect((await getSupportDesk(top.actor, {})).locked_out.count).toBe(0);
  });
});

/** Inserts a mail to a person, or with null to the customer's own address, and its outcome. */
async function mail(i_customer: number, i_web_user: number | null, state: string, days = 0): Promise<void> {
  await database().$executeRaw`
    INSERT INTO mails (kind, i_customer, i_web_user, recipient, i_lang, state, created_at)
    VALUES ('new_device', ${i_customer}, ${i_web_user}::int, 'mailed@contact.example', 'en', ${state},
            now() - make_interval(days => ${days}::int))`;
}

describe("mails that bounce", () => {
  it("are told of once for each person, until one is sent, and for a month", async () => {
    const { top, direct, deep } = await scene();
    const bouncing = async () => (await getSupportDesk(top.actor, {})).mail_bouncing;
    const [one, other] = [deep.actor.i_web_user, direct.actor.i_web_user];
    await mail(deep.i_customer, one, "failed");
    await mail(deep.i_customer, one, "failed");
    await mail(deep.i_customer, one, "waiting");
    await mail(direct.i_customer, other, "failed", 31);
    await mail(direct.i_customer, null, "failed");
    expect(await bouncing()).toMatchObject({
      count: 2,
      lines: [
        { i_customer: direct.i_customer, i_web_user: null, login: direct.actor.login },
        { i_customer: deep.i_customer, i_web_user: one, login: deep.actor.login },
      ],
    });
    // somebody else's mail says nothing about this address
    await mail(deep.i_customer, null, "sent");
    expect((await bouncing()).count).toBe(2);
    await mail(deep.i_customer, one, "sent");
    expect(idsOf((await bouncing()).lines)).toEqual([direct.i_customer]);
  });
});

/** Creates an alias that was verified and whose record is gone. */
async function lose(i_customer: number, alias: string): Promise<void> {
  await database().$executeRaw`
    UPDATE customers SET dns_alias = ${alias}, alias_verified_at = now() WHERE i_customer = ${i_customer}`;
  await database().$executeRaw`
    INSERT INTO alias_proofs (i_customer, token, lost_at) VALUES (${i_customer}, 'token', now())`;
}

it("a lost record is told at every level, and its alias at the direct one alone", async () => {
  const { top, direct, deep, beside } = await scene();
  await lose(direct.i_customer, "direct.contact.example");
  await lose(deep.i_customer, "deep.contact.example");
  await lose(beside.i_customer, "beside.contact.example");
  const { record_lost } = await getSupportDesk(top.actor, {});
  expect(record_lost).toMatchObject({
    count: 2,
    lines: [
      { i_customer: deep.i_customer, alias: null },
      { i_customer: direct.i_customer, alias: "direct.contact.example" },
    ],
  });
  // an ended alias is no longer served, so there is nothing to save
  await database().$executeRaw`
    UPDATE customers SET alias_verified_at = NULL WHERE i_customer = ${deep.i_customer}`;
  expect((await getSupportDesk(top.actor, {})).record_lost.count).toBe(1);
});

it("who is over the limit or low in funds is whom the list has for it, the least first, five at most", async () => {
  const top = await customer(1);
  for (const balance of [0, -3, 10, -1, 7, -2, 5])
    await customer(top.i_customer, { balance, credit_limit: balance < 0 ? -balance : 3 });
  for (let at = 0; at < 4; at += 1) await customer(top.i_customer, { credit_limit: 0, balance: 0 });
  for (const balance of [-4, -9, -6, -8, -5, -7])
    await customer(top.i_customer, { balance, credit_limit: 3 });
  const desk = await getSupportDesk(top.actor, {});
  for (const needs of ["over", "low"] as const) {
    const { customers } = await findCustomers(top.actor, { needs, sort: "available" });
    expect(desk[needs].count).toBe(customers.length);
    expect(idsOf(desk[needs].lines)).toEqual(idsOf(customers).slice(0, 5));
  }
  expect(desk.over).toMatchObject({ count: 6, lines: [{ balance: "-9.000000" }, {}, {}, {}, {}] });
});

it("who is blocked is told at every level, once, the latest first, until nobody blocks it, as the overview counts", async () => {
  const { top, direct, deep, beside } = await scene();
  const root = await actorOf(1);
  const { i_customer } = deep;
  const blocked = async () => (await getSupportDesk(top.actor, {})).blocked;
  await blockCustomer(root, { i_customer: beside.i_customer });
  expect(await blocked()).toEqual({ count: 0, lines: [] });
  await blockCustomer(direct.actor, { i_customer });
  await blockCustomer(top.actor, { i_customer });
  await blockCustomer(top.actor, { i_customer: direct.i_customer });
  expect(idsOf((await blocked()).lines)).toEqual([direct.i_customer, i_customer]);
  const { attention } = (await getOverview(top.actor, {})).below ?? {};
  expect(attention?.find(({ what }) => what === "blocked")?.count).toBe((await blocked()).count);
  await unblockCustomer(top.actor, { i_customer: direct.i_customer });
  await unblockCustomer(direct.actor, { i_customer });
  expect(idsOf((await blocked()).lines)).toEqual([i_customer]);
  await unblockCustomer(top.actor, { i_customer });
  expect((await blocked()).count).toBe(0);
});

it("five blocked customers are shown at most, and all are counted", async () => {
  const top = await customer(1);
  for (let at = 0; at < 6; at += 1) {
    const { i_customer } = await customer(top.i_customer);
    await blockCustomer(top.actor, { i_customer, note: "to nobody" });
  }
  const { blocked } = await getSupportDesk(top.actor, {});
  expect([blocked.count, blocked.lines.length]).toEqual([6, 5]);
});

it("shows no contact data, whatever it lists", async () => {
  const { top, direct, deep } = await scene();
  for (const { i_customer, actor } of [direct, deep]) {
    await open(top.actor, i_customer);
    await mail(i_customer, actor.i_web_user, "failed");
    await block(i_customer, top.i_customer);
  }
  await customer(top.i_customer, { ...overdrawn, email: "over@contact.example" });
  await lose(deep.i_customer, "deep.contact.example");
  const told = JSON.stringify(await getSupportDesk(top.actor, {}), (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
  expect(told).toContain(deep.actor.login);
  expect(told).not.toMatch(/contact\.example|\b555 ?01/);
});

/** Writes blocks straight into the table, so that blocked readers of the tree can still read. */
async function block(i_customer: number, setter: number): Promise<void> {
  await database().$executeRaw`
    INSERT INTO blocks (i_customer, set_by_customer, reason, note, text)
    VALUES (${i_customer}, ${setter}, 'other', 'note@contact.example', 'text@contact.example')`;
}

/** Makes a customer owe more than its credit limit. */
const overdrawn = { balance: -4, credit_limit: 3 };

it("lists, of any tree, exactly those within the reader's scope", async () => {
  const kinds = ["mail_bouncing", "record_lost", "blocked", "over"] as const;
  const node = fc.record({ parent: fc.nat({ max: 9 }), occurs: fc.subarray([...kinds]) });
  await fc.assert(
    fc.asyncProperty(fc.array(node, { minLength: 2, maxLength: 5 }), async (plans) => {
      const made: { id: number; actor: Actor; way: number[]; occurs: (typeof kinds)[number][] }[] = [];
      for (const { parent, occurs } of plans) {
        const above = made[parent % (made.length + 1)];
        const { i_customer: id, actor } = await customer(
          above?.id ?? 1,
          occurs.includes("over") ? overdrawn : {},
        );
        made.push({ id, actor, occurs, way: [...(above?.way ?? []), id] });
      }
      for (const { id, actor, occurs } of made) {
        if (occurs.includes("mail_bouncing")) await mail(id, actor.i_web_user, "failed");
        if (occurs.includes("record_lost"))
          await lose(id, `${freshName("lost").replaceAll(" ", "-")}.example`);
        if (occurs.includes("blocked")) await block(id, 1);
      }
      for (const reader of made) {
        const within = made.filter(({ way }) => way.includes(reader.id));
        const below = within.filter(({ id }) => id !== reader.id);
        const among = {
          mail_bouncing: within,
          record_lost: within,
          blocked: below,
          over: below.filter(({ way }) => way.at(-2) === reader.id),
        };
        const desk = await getSupportDesk(reader.actor, {});
        for (const kind of kinds) {
          const expected = among[kind].filter(({ occurs }) => occurs.includes(kind)).map(({ id }) => id);
          expect(idsOf(desk[kind].lines).toSorted(), kind).toEqual(expected.toSorted());
        }
      }
    }),
    { numRuns: 8 },
  );
});

it("costs the same number of statements, however many there are", async () => {
  const { top, deep } = await scene();
  const count = async () => (await countStatements(() => getSupportDesk(top.actor, {}))).count;
  const before = await count();
  await open(top.actor, deep.i_customer);
  await mail(deep.i_customer, deep.actor.i_web_user, "failed");
  await lose(deep.i_customer, "counted.example");
  await block(deep.i_customer, top.i_customer);
  for (let at = 0; at < 3; at += 1) await customer(top.i_customer, overdrawn);
  expect([before, await count()]).toEqual([9, 9]);
});
