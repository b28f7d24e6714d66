import { describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { whyNot, updateCustomer, blockCustomer } = operations;

/** Creates three levels of resellers, each with all rights. */
async function three() {
  const top = await customer(1);
  const middle = await customer(top.i_customer);
  const low = await customer(middle.i_customer);
  return { top, middle, low };
}

async function parentOf(i_customer: number): Promise<number | null> {
  const row = await database().customer.findUniqueOrThrow({ where: { i_customer } });
  return row.i_wholesaler;
}

async function change(parent: number, i_customer: number, values: object): Promise<void> {
  await updateCustomer(systemActor, { i_wholesaler: parent, i_customer, ...values });
}

const keysOf = (answer: Awaited<ReturnType<typeof whyNot>>) => answer.reasons.map(({ key }) => key);

describe("why a customer cannot do something", () => {
  it("is answered with nothing where it can; and nothing is written by asking", async () => {
    const { top, low } = await three();
    const counts = () => database().$queryRaw`
      SELECT (SELECT count(*) FROM customers)::int AS customers, (SELECT count(*) FROM ledger)::int AS entries,
             (SELECT count(*) FROM refusals)::int AS refusals,
             (SELECT count(*) FROM audit_log WHERE operation = 'createCustomer')::int AS created`;
    const before = await counts();
    for (const what of [
      "createCustomer",
      "updateCustomer",
      "deleteCustomer",
      "blockCustomer",
      "customerAddFunds",
    ]) {
      const answer = await whyNot(top.actor, { i_customer: top.i_customer, what });
      expect({ what, keys: keysOf(answer), missing: answer.missing }).toEqual({
        what,
        // the only sub-customer has one itself
        keys: what === "deleteCustomer" ? ["has_customers"] : [],
        missing: [],
      });
    }
    expect((await whyNot(top.actor, { i_customer: low.i_customer, who: "new" })).reasons).toEqual([]);
    expect(await counts()).toEqual(before);
  });

  it("names every reason at once, each with the customer at which it lies and what mends it", async () => {
    const { top, middle, low } = await three();
    await change(top.i_customer, middle.i_customer, { customers_mgmt: 6, max_depth: 1, use_own_tariff: 0 });
    await blockCustomer(top.actor, { i_customer: middle.i_customer });
    const answer = await whyNot(top.actor, { i_customer: low.i_customer, what: "createCustomer" });
    expect(keysOf(answer)).toEqual(["stopped", "right_missing", "own_tariff_not_given", "depth"]);
    for (const { where } of answer.reasons) expect(where?.i_customer).toBe(middle.i_customer);
    expect(answer.reasons.map(({ mend }) => mend?.page)).toEqual(["unblock", "edit", "edit", "edit"]);
    expect(answer.hints.map(({ key }) => key)).toEqual(["not_logged_in"]);
    expect(answer.assumed).toEqual(["i_tariff", "name", "web_password"]);
  });

  it("leads to no form that the reader lacks the right to", async () => {
    const { top, low, middle } = await three();
    await change(top.i_customer, middle.i_customer, { customers_mgmt: 1 });
    await blockCustomer(top.actor, { i_customer: low.i_customer, reason: "other" });
    const asked = async (actor: typeof top.actor) =>
      (await whyNot(actor, { i_customer: low.i_customer })).reasons.map(({ mend }) => mend?.page ?? null);
    expect(await asked(top.actor)).toContain("unblock");
    expect((await asked(middle.actor)).filter(Boolean)).toEqual([]);
  });

  it("says 'your provider' for what lies above the reader, and offers nothing to mend it", async () => {
    const { top, middle, low } = await three();
    await change(1, top.i_customer, { customers_mgmt: 6 });
    await blockCustomer(systemActor, { i_wholesaler: 1, i_customer: top.i_customer });
    const answer = await whyNot(middle.actor, { i_customer: low.i_customer });
    expect(answer.reasons.map(({ key, where, mend }) => ({ key, where, mend }))).toEqual([
      { key: "stopped", where: null, mend: null },
      { key: "right_missing", where: null, mend: null },
    ]);
    expect(JSON.stringify(answer)).not.toContain(top.actor.login);
  });

  it("knows the access levels: whose does not allow it, and which ones would", async () => {
    const { top } = await three();
    await database().$executeRaw`
      INSERT INTO web_users (i_customer, login, login_key, access_level)
      VALUES (${top.i_customer}, 'reporter', 'reporter', 'REPORTER')`;
    const { users } = await whyNot(top.actor, { i_customer: top.i_customer });
    const reporter = users.find(({ login }) => login === "reporter");
    const answer = await whyNot(top.actor, {
      i_customer: top.i_customer,
      who: `user ${reporter?.i_web_user}`,
      what: "customerAddFunds",
    });
    expect(answer.reasons).toMatchObject([
      { key: "no_password" },
      { key: "access_level", values: { level: "REPORTER", levels: "ADMINISTRATOR, BILLING" } },
    ]);
  });

  it("knows the API: its two switches, and that a changed login ended the password", async () => {
    const { top, middle } = await three();
    const api = { who: "api", what: "listCustomers", i_customer: middle.i_customer };
    expect(keysOf(await whyNot(top.actor, api))).toEqual(["api_no_password"]);
    await change(top.i_customer, middle.i_customer, { api_access: 0, api_password: "correct horse api" });
    expect(keysOf(await whyNot(top.actor, api))).toEqual(["api_off"]);
    await change(top.i_customer, middle.i_customer, { api_access: 1 });
    expect(keysOf(await whyNot(top.actor, api))).toEqual([]);
    await change(1, top.i_customer, { api_mgmt: 0 });
    expect((await whyNot(middle.actor, api)).reasons).toMatchObject([
      { key: "api_not_managed", where: null },
    ]);
  });

  it("knows overcommit: whose, and how much can still be given", async () => {
    const { top, middle, low } = await three();
    await change(top.i_customer, middle.i_customer, { credit_limit: 100, overcommit_protection: true });
    const given = { i_customer: low.i_customer, amount: "100.01" };
    const question = { i_customer: middle.i_customer, what: "customerCredit", given };
    const { reasons } = await whyNot(top.actor, question);
    expect(reasons).toMatchObject([
      {
        key: "overcommit",
        values: { amount: "100.000000", currency: "USD" },
        where: { i_customer: middle.i_customer },
        mend: { page: "edit", i_customer: middle.i_customer, attribute: "overcommit_protection" },
      },
    ]);
    expect((await whyNot(top.actor, { ...question, given: { ...given, amount: "100" } })).reasons).toEqual(
      [],
    );
  });

  it("knows an alias that is not verified, as something that may be meant", async () => {
    const { top, middle } = await three();
    await change(top.i_customer, middle.i_customer, { dns_alias: "portal.example.com" });
    const { reasons, hints } = await whyNot(top.actor, { i_customer: middle.i_customer });
    expect(reasons).toEqual([]);
    expect(hints).toMatchObject([{ key: "not_logged_in" }, { key: "alias_unverified" }]);
  });

  it("asks for what it needs to know where nothing sound can be assumed", async () => {
    const { low, top } = await three();
    const answer = await whyNot(top.actor, { i_customer: low.i_customer, what: "updateCustomer" });
    expect(answer.missing).toEqual(["i_customer"]);
  });

  it("of a sub-customer yet to be created tells why it cannot be created, or what it could not do", async () => {
    const { top, middle } = await three();
    await change(1, top.i_customer, { max_depth: 2 });
    const answer = await whyNot(top.actor, { i_customer: middle.i_customer, who: "new" });
    expect(answer.reasons).toMatchObject([
      { key: "depth", where: { i_customer: top.i_customer }, mend: null },
    ]);
    await change(1, top.i_customer, { max_depth: 1 });
    const none = await whyNot(top.actor, { i_customer: middle.i_customer, who: "new", what: "listTariffs" });
    expect(keysOf(none)).toEqual(["depth"]);
  });

  it("counts names that are tried out by it as by the operation itself", async () => {
    const { top, middle } = await three();
    const name = freshName("taken");
    await customer(1, { name });
    const question = { i_customer: middle.i_customer, what: "createCustomer", given: { name } };
    for (let tries = 0; tries < 20; tries += 1) {
      expect(keysOf(await whyNot(top.actor, question))).toEqual(["taken"]);
    }
    expect(keysOf(await whyNot(top.actor, question))).toEqual(["throttled"]);
  });

  it("of people tells their state only to who may see them, and change them", async () => {
    const { middle, low } = await three();
    const asking = { i_customer: middle.i_customer, given: { i_web_user: low.actor.i_web_user } };
    const of = async (what: string) => keysOf(await whyNot(middle.actor, { ...asking, what }));
    expect(await of("unblockWebUser")).toEqual(["not_blocked"]);
    const inSupport = { ...middle.actor, access_level: "IN_SUPPORT" } as const;
    for (const what of ["unblockWebUser", "sendInvitation", "deleteWebUser"])
      expect(keysOf(await whyNot(inSupport, { ...asking, what })), what).toEqual([]);
    await change(1, (await parentOf(middle.i_customer)) ?? 0, { customers_mgmt: 0 });
    for (const what of ["unblockWebUser", "sendInvitation", "deleteWebUser"])
      expect(await of(what), what).toEqual(["right_missing"]);
  });

  it("says of what is for people alone once that programs have none of it", async () => {
    const { top } = await three();
    for (const what of ["listNotes", "listFollowUps"]) {
      const keys = keysOf(await whyNot(top.actor, { i_customer: top.i_customer, who: "api", what }));
      expect(keys.filter((key) => key === "notes_by_people")).toHaveLength(1);
    }
  });

  it("tells reasons alone, and nothing of what the operation would have read or made", async () => {
    const { top, middle } = await three();
    const below = await customer(middle.i_customer);
    await operations.addNote(middle.actor, { i_customer: below.i_customer, text: "a private word" });
    for (const what of ["listNotes", "resetCustomerOneTimePassword", "getCustomerInfo"]) {
      const answer = await whyNot(top.actor, { i_customer: middle.i_customer, what });
      expect(Object.keys(answer).sort()).toEqual([
        "assumed",
        "hints",
        "missing",
        "reasons",
        "users",
        "what",
        "who",
      ]);
      expect(JSON.stringify(answer)).not.toMatch(/a private word|"password":|"output"/);
    }
  });

  it("is answered for every operation there is, whoever is asked about", async () => {
    const { top, middle } = await three();
    for (const what of Object.keys(operations)) {
      if (what === "whyNot") continue;
      for (const who of ["", "api", "new"]) {
        const answer = await whyNot(top.actor, { i_customer: middle.i_customer, who, what });
        expect(answer.what).toBe(what);
      }
    }
    const unknown = await refusalOf(whyNot(top.actor, { i_customer: middle.i_customer, what: "dropTables" }));
    expect(unknown).toMatchObject({ code: 404, attribute: "what" });
  });
});
