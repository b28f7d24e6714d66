import { describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { findSession } from "@/server/credentials/sessions";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { signIn } from "@/server/identity/log-in/sign-in";
import { fc } from "@/tests/chance";
import { customer, freshName, refusalOf } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase("cheap", "by hand");

const { authCustomer, blockCustomer, getCustomerInfo, resetCustomerOneTimePassword, unblockCustomer } =
  operations;
const password = "correct horse battery";
const visitor = { host: "localhost:3000", address: "192.0.2.7", userAgent: "test", local: false };

async function reseller(parent = 1) {
  const login = freshName("login");
  return { ...(await customer(parent, { web_login: login })), login };
}

/** A reseller, a sub-customer, and one below that. */
async function threeLevels() {
  const top = await reseller();
  const middle = await reseller(top.i_customer);
  const below = await reseller(middle.i_customer);
  return { top, middle, below };
}

/** Whether an earlier session is still valid. */
async function holds(session: string): Promise<boolean> {
  return (await findSession(session, visitor.host, visitor.address)) !== null;
}

async function isBlocked(actor: Actor, i_customer: number): Promise<boolean> {
  return (await getCustomerInfo(actor, { i_customer })).customer.blocked;
}

describe("a block", () => {
  it("stops the log-ins of the customer and of everyone below at once, and gives them back when it is lifted", async () => {
    const { top, middle, below } = await threeLevels();
    const sessions = [];
    for (const { login } of [middle, below]) sessions.push((await signIn(visitor, login, password)).session);
    const answer = await blockCustomer(top.actor, { i_customer: middle.i_customer, reason: "non-payment" });
    expect(answer).toEqual({ i_customer: middle.i_customer, blocked: true, affected: 1 });
    for (const session of sessions) expect(await holds(session)).toBe(false);
    for (const { login } of [middle, below]) {
      expect(await refusalOf(signIn(visitor, login, password))).toMatchObject({ code: 403, key: "blocked" });
      expect(await refusalOf(authCustomer(top.actor, { username: login, password }))).toMatchObject({
        code: 401,
      });
    }
    expect(await unblockCustomer(top.actor, { i_customer: middle.i_customer })).toEqual({
      i_customer: middle.i_customer,
      blocked: false,
    });
    for (const session of sessions) expect(await holds(session)).toBe(true);
    expect(await authCustomer(top.actor, { username: below.login, password })).toMatchObject({
      i_customer: below.i_customer,
    });
  });

  it("does not touch those beside, nor balances and rights", async () => {
    const { top, middle } = await threeLevels();
    const beside = await reseller(top.i_customer);
    await operations.customerAddFunds(top.actor, { i_customer: middle.i_customer, amount: 5 });
    const { customer: before } = await getCustomerInfo(top.actor, { i_customer: middle.i_customer });
    await blockCustomer(top.actor, { i_customer: middle.i_customer });
    const { customer: after } = await getCustomerInfo(top.actor, { i_customer: middle.i_customer });
    expect(after).toEqual({ ...before, blocked: true });
    expect((await signIn(visitor, beside.login, password)).kind).toBe("full");
  });

  it("is told as the customer's own: who is below a blocked one is not blocked itself", async () => {
    const { top, middle, below } = await threeLevels();
    await blockCustomer(top.actor, { i_customer: middle.i_customer });
    expect(await isBlocked(top.actor, middle.i_customer)).toBe(true);
    expect(await isBlocked(middle.actor, below.i_customer)).toBe(false);
    expect(await refusalOf(unblockCustomer(middle.actor, { i_customer: below.i_customer }))).toMatchObject({
      code: 409,
      key: "not_blocked",
      message: "The customer is not blocked",
    });
  });

  it("ends one-time passwords, of everyone who is hit and of nobody else", async () => {
    const { top, middle, below } = await threeLevels();
    const beside = await reseller(top.i_customer);
    const once = new Map<string, string>();
    for (const { login } of [middle, below, beside])
      once.set(login, (await resetCustomerOneTimePassword(top.actor, { web_login: login })).password);
    await blockCustomer(top.actor, { i_customer: middle.i_customer });
    await unblockCustomer(top.actor, { i_customer: middle.i_customer });
    for (const [login, word] of once) {
      const { code } = await refusalOf(authCustomer(top.actor, { username: login, password: word }));
      expect([login, code]).toEqual([login, login === beside.login ? 410 : 401]);
    }
  });

  it("twice by the same customer is one block, with what was said last and since when it stood first", async () => {
    const { top, middle } = await threeLevels();
    const which = { i_customer: middle.i_customer };
    await blockCustomer(top.actor, { ...which, reason: "fraud", note: "first", text: "Call us" });
    const [first] = await database().block.findMany({ where: which });
    await Promise.all(Array.from({ length: 8 }, () => blockCustomer(top.actor, { ...which, note: "later" })));
    expect(await database().block.findMany({ where: which })).toEqual([
      { ...first, reason: "other", note: "later", text: "" },
    ]);
  });

  it("keeps reason, note and text; its history says that it was blocked, and the note to nobody", async () => {
    const { top, middle } = await threeLevels();
    const which = { i_customer: middle.i_customer };
    await blockCustomer(top.actor, { ...which, reason: "fraud", note: "secret suspicion", text: "Call us" });
    const [kept] = await database().$queryRaw<{ detail: unknown; changes: unknown }[]>`
      SELECT detail, changes FROM audit_log WHERE operation = 'blockCustomer' AND i_customer = ${middle.i_customer}`;
    expect(kept).toEqual({
      detail: { reason: "fraud", note: "secret suspicion", text: "Call us", affected: 1 },
      changes: { blocked: [false, true] },
    });
    for (const name of ["getCustomerInfo", "listHistory", "getAuditLogs", "listLedger"] as const) {
      const told = JSON.stringify(await operations[name](middle.actor, which));
      expect(told).not.toContain("suspicion");
      expect(told).not.toContain(top.login);
    }
    const { audit_logs = [] } = await operations.getAuditLogs(middle.actor, { ...which, who: "" });
    expect(audit_logs[0]).toMatchObject({
      operation: "blockCustomer",
      by_name: "your provider",
      changes: [{ attribute: "blocked", before: false, after: true }],
    });
  });

  it("costs a fixed number of statements, however many are below", async () => {
    const { top, middle } = await threeLevels();
    const count = async () => {
      const which = { i_customer: middle.i_customer };
      const block = await countStatements(() => blockCustomer(top.actor, which));
      const lift = await countStatements(() => unblockCustomer(top.actor, which));
      return [block.count, lift.count];
    };
    const few = await count();
    for (let made = 0; made < 4; made += 1) await customer(middle.i_customer);
    expect(await count()).toEqual(few);
    expect(few[0]).toBeLessThanOrEqual(8);
  });
});

describe("only who set a block, or somebody above, lifts it", () => {
  it("so that a block by somebody above stays when the parent lifts its own", async () => {
    const { top, middle, below } = await threeLevels();
    const which = { i_customer: below.i_customer };
    await blockCustomer(top.actor, { ...which, i_wholesaler: middle.i_customer });
    expect(await refusalOf(unblockCustomer(middle.actor, which))).toMatchObject({
      code: 409,
      attribute: "i_customer",
      key: "blocked_by_provider",
      message: "Your provider blocked the customer, and only your provider can unblock it",
    });
    await blockCustomer(middle.actor, which);
    expect(await unblockCustomer(middle.actor, which)).toEqual({ ...which, blocked: true });
    expect(await refusalOf(unblockCustomer(middle.actor, which))).toMatchObject({
      key: "blocked_by_provider",
    });
  });

  it("so that somebody above lifts the parent's and its own in one", async () => {
    const { top, middle, below } = await threeLevels();
    const which = { i_customer: below.i_customer };
    await blockCustomer(top.actor, { ...which, i_wholesaler: middle.i_customer });
    await blockCustomer(middle.actor, which);
    const inScope = { ...which, i_wholesaler: middle.i_customer };
    expect(await unblockCustomer(top.actor, inScope)).toEqual({ ...which, blocked: false });
    expect(await refusalOf(unblockCustomer(top.actor, inScope))).toMatchObject({ key: "not_blocked" });
  });

  it("in any sequence of blocks and lifts by all who are above, as a set of setters says", async () => {
    const { top, middle, below } = await threeLevels();
    const actors = [systemActor, top.actor, middle.actor];
    const act = fc.record({ by: fc.nat({ max: 2 }), lifts: fc.boolean() });
    const call = { i_customer: below.i_customer, i_wholesaler: middle.i_customer };
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        await database().block.deleteMany({ where: { i_customer: below.i_customer } });
        const setters = new Set<number>();
        for (const { by, lifts } of acts) {
          const actor = actors[by] ?? systemActor;
          if (!lifts) {
            await blockCustomer(actor, call);
            setters.add(by);
            continue;
          }
          // customers higher in the tree have smaller numbers
          const own = [...setters].filter((setter) => setter >= by);
          if (own.length > 0) {
            for (const setter of own) setters.delete(setter);
            expect(await unblockCustomer(actor, call)).toMatchObject({ blocked: setters.size > 0 });
          } else {
            const key = setters.size > 0 ? "blocked_by_provider" : "not_blocked";
            expect(await refusalOf(unblockCustomer(actor, call))).toMatchObject({ code: 409, key });
          }
          expect(await isBlocked(middle.actor, below.i_customer)).toBe(setters.size > 0);
        }
      }),
      { numRuns: 30 },
    );
  });
});

it.each([
  [{ reason: "spite" }, "reason", "Parameter reason must be one of non-payment, fraud, own-wish, other"],
  [{ note: "x".repeat(1025) }, "note", "Parameter note must have at most 1024 characters"],
  [{ text: 5 }, "text", "Parameter text must be a string"],
])("a block with %j is refused, naming the parameter", async (wrong, attribute, message) => {
  const { top, middle } = await threeLevels();
  expect(await refusalOf(blockCustomer(top.actor, { i_customer: middle.i_customer, ...wrong }))).toEqual({
    code: 400,
    attribute,
    message,
    key: expect.any(String),
  });
  expect(await isBlocked(top.actor, middle.i_customer)).toBe(false);
});

it("nobody blocks itself, or somebody above, or beside", async () => {
  const { top, middle, below } = await threeLevels();
  const beside = await reseller(top.i_customer);
  for (const { i_customer } of [middle, top, beside, { i_customer: 1 }])
    expect(await refusalOf(blockCustomer(middle.actor, { i_customer }))).toMatchObject({ code: 404 });
  await blockCustomer(middle.actor, { i_customer: below.i_customer });
});
