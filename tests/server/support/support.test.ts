import { beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { endSession } from "@/server/credentials/sessions";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { provideSettings } from "@/server/ground/settings";
import { findSupportSession } from "@/server/support/find-support-session";
import { closeDueSupportSessions } from "@/server/support-session/close-session";
import { actorOf, customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { inBrowser, inSupport, logInOf, openingForm, staff } from "./support-stage";

givenFreshDatabase();
beforeEach(() =>
  provideSettings({ SUPPORT_NETWORKS: "", SUPPORT_REASON_PATTERN: "", SUPPORT_FOUR_EYES: "" }),
);

/** root → reseller → middle → end, and a neighbour of the reseller's. */
async function tree() {
  const reseller = await customer(1);
  const middle = await customer(reseller.i_customer);
  const end = await customer(middle.i_customer, { email: "end@example.com" });
  const neighbour = await customer(1);
  return { reseller, middle, end, neighbour };
}

async function open(browser: Parameters<typeof logInOf>[0], i_customer: number, values = {}) {
  const { actor } = await logInOf(browser);
  return await operations.openSupport(actor, openingForm(i_customer, values));
}

async function passTime(reference: string, span: string): Promise<void> {
  await database().$executeRaw`
    UPDATE support_sessions SET opened_at = opened_at - ${span}::interval, ends_at = ends_at - ${span}::interval
     WHERE reference = ${reference}`;
}

async function standing(reference: string) {
  const { ended_by } = await database().supportSession.findUniqueOrThrow({ where: { reference } });
  return ended_by;
}

describe("who opens whose portal", () => {
  it("root's SUPPORT and ADMINISTRATOR open any customer, other levels none", async () => {
    const { end } = await tree();
    expect(await open(await staff("SUPPORT"), end.i_customer)).toMatchObject({
      reference: expect.any(String),
    });
    expect(await open(await staff("ADMINISTRATOR"), end.i_customer)).toBeTruthy();
    expect(await refusalOf(open(await staff("NOC"), end.i_customer))).toMatchObject({
      code: 403,
      key: "access_level",
    });
  });

  it("a reseller's ADMINISTRATOR opens its own descendants; upward, sideways and nowhere get the same answer", async () => {
    const { reseller, middle, end, neighbour } = await tree();
    const browser = await inBrowser(middle.actor);
    await open(browser, end.i_customer);
    const nowhere = await refusalOf(open(browser, 999_999));
    expect(nowhere.code).toBe(404);
    for (const one of [reseller, neighbour, { i_customer: 1 }])
      expect(await refusalOf(open(browser, one.i_customer))).toEqual(nowhere);
    const { i_web_user } = await operations.addWebUser(reseller.actor, {
      i_customer: reseller.i_customer,
      web_login: freshName("noc"),
      web_password: "correct horse battery",
      access_level: "NOC",
    });
    expect(await refusalOf(open(await inBrowser({ i_web_user }), end.i_customer))).toMatchObject({
      code: 403,
    });
  });

  it("nobody opens its own customer, and root is nobody's", async () => {
    const { reseller } = await tree();
    expect(await refusalOf(open(await inBrowser(reseller.actor), reseller.i_customer))).toMatchObject({
      code: 403,
      key: "support_own",
    });
    expect(await refusalOf(open(await staff("ADMINISTRATOR"), 1))).toMatchObject({ key: "support_own" });
  });

  it("a customer that refuses it is closed to resellers above it, not to root's staff, whose entry says so", async () => {
    const { reseller, end } = await tree();
    await operations.setPreferences(end.actor, { i_customer: end.i_customer, refuse_support: true });
    expect(await refusalOf(open(await inBrowser(reseller.actor), end.i_customer))).toMatchObject({
      code: 403,
      key: "support_refused",
    });
    const { reference } = await open(await staff(), end.i_customer);
    const { entries } = await operations.listHistory(end.actor, { what: "openSupport" });
    expect(entries[0]).toMatchObject({ by: null, detail: { support: { despite_refusal: true } } });
    expect(entries[0]?.behalf).toMatchObject({ reference, reason: "Ticket 4711" });
  });

  it("root's staff does so from SUPPORT_NETWORKS alone, and never through a stranger's proxy", async () => {
    const { end, middle } = await tree();
    provideSettings({ SUPPORT_NETWORKS: "192.0.2.0/24" });
    expect(await refusalOf(open(await staff(), end.i_customer))).toMatchObject({ key: "support_network" });
    await open(await staff("SUPPORT", { address: "192.0.2.7" }), end.i_customer);
    const forwarded = await staff("SUPPORT", { address: "192.0.2.7", forwarded: true });
    expect(await refusalOf(open(forwarded, end.i_customer))).toMatchObject({ key: "support_network" });
    // the networks belong to the operator
    await open(await inBrowser(middle.actor), end.i_customer);
  });

  it("asks for a reason of some length, or one that names a ticket", async () => {
    const { end } = await tree();
    const browser = await staff();
    for (const reason of ["", "   ", "abc"])
      expect(await refusalOf(open(browser, end.i_customer, { reason }))).toMatchObject({
        code: 400,
        attribute: "reason",
      });
    provideSettings({ SUPPORT_REASON_PATTERN: "^[A-Z]+-\\d+" });
    expect(await refusalOf(open(browser, end.i_customer))).toMatchObject({ key: "support_ticket" });
    await open(browser, end.i_customer, { reason: "CASE-12: cannot log in" });
  });

  it("lasts 15, 30 or 60 minutes and nothing else", async () => {
    const { end } = await tree();
    const browser = await staff();
    for (const minutes of ["0", "61", "600", "", "thirty"])
      expect(await refusalOf(open(browser, end.i_customer, { minutes }))).toMatchObject({
        code: 400,
        attribute: "minutes",
      });
  });

  it("one form opens one session; another that the same log-in opens ends the first", async () => {
    const { end, middle } = await tree();
    const browser = await staff();
    const form = "a form that is sent twice";
    const first = await open(browser, end.i_customer, { form });
    expect(await refusalOf(open(browser, end.i_customer, { form }))).toMatchObject({ code: 409 });
    await open(browser, middle.i_customer);
    expect(await standing(first.reference)).toBe("staff");
  });

  it("none is opened from inside another, nor by a program", async () => {
    const { middle, end } = await tree();
    const opened = await inSupport(await staff(), middle.i_customer, { changes: true });
    expect(
      await refusalOf(operations.openSupport(await opened.actor(), openingForm(end.i_customer))),
    ).toMatchObject({
      code: 403,
      key: "support_reach",
    });
    for (const door of ["api", "trusted", "system"] as const) {
      const actor = { ...(await actorOf(1)), door, i_session: 1 };
      expect(await refusalOf(operations.openSupport(actor, openingForm(end.i_customer)))).toMatchObject({
        key: "support_nested",
      });
    }
  });
});

describe("a session", () => {
  it("acts as the customer's ADMINISTRATOR, for the staff member alone that opened it", async () => {
    const { end } = await tree();
    const browser = await staff();
    const { token, look } = await inSupport(browser, end.i_customer);
    expect(await look()).toMatchObject({
      actor: { door: "support", i_customer: end.i_customer, i_web_user: null, login: null },
      person: { login: browser.login },
    });
    // another log-in of the same person has no part in the session
    const elsewhere = await inBrowser(browser);
    expect(await findSupportSession(await logInOf(elsewhere), token, "/")).toBeNull();
    expect(await findSupportSession(await logInOf(browser), `${token}x`, "/")).toBeNull();
  });

  it("reads first; changes are a second step", async () => {
    const { end } = await tree();
    const opened = await inSupport(await staff(), end.i_customer);
    const change = async () => await operations.updateOwnData(await opened.actor(), { i_time_zone: 1 });
    expect(await refusalOf(change())).toMatchObject({ code: 403, key: "support_reads" });
    await operations.allowSupportChanges(await opened.actor(), {});
    await change();
    const { entries } = await operations.listHistory(end.actor, { what: "updateOwnData" });
    expect(entries[0]).toMatchObject({
      door: "support",
      by: null,
      by_support: true,
      behalf: { reason: "Ticket 4711", reference: opened.reference },
      changes: { i_time_zone: [370, 1] },
    });
  });

  it("ends when its time is over, however it was prolonged, and not before", async () => {
    const { end } = await tree();
    const opened = await inSupport(await staff(), end.i_customer, { minutes: "15" });
    await passTime(opened.reference, "14 minutes");
    const session = await opened.look();
    const until = session?.support?.ends_at.toISOString() ?? "";
    await operations.extendSupport(await opened.actor(), { minutes: "60", until });
    // send the same form again
    expect(
      await refusalOf(operations.extendSupport(await opened.actor(), { minutes: "60", until })),
    ).toMatchObject({ code: 409 });
    await passTime(opened.reference, "59 minutes");
    expect(await opened.look()).not.toBeNull();
    await passTime(opened.reference, "2 minutes");
    expect(await opened.look()).toBeNull();
    expect(await standing(opened.reference)).toBe("time");
  });

  it("is never shortened by prolonging it", async () => {
    const { end } = await tree();
    const opened = await inSupport(await staff(), end.i_customer, { minutes: "60" });
    const before = (await opened.look())?.support?.ends_at;
    const { ends_at } = await operations.extendSupport(await opened.actor(), {
      minutes: "15",
      until: before?.toISOString(),
    });
    expect(ends_at).toEqual(before);
  });

  it.each([
    ["log-out", async ({ i_session }: { i_session: number }) => await endSession(i_session)],
    [
      "blocked",
      async ({ i_web_user }: { i_web_user: number }) =>
        await operations.blockWebUser(systemActor, { i_web_user }),
    ],
    [
      "level",
      async ({ i_web_user }: { i_web_user: number }) =>
        await operations.editWebUser(systemActor, { i_web_user, access_level: "NOC" }),
    ],
    [
      "gone",
      async ({ i_customer, parent }: { i_customer: number; parent: number }) =>
        await operations.deleteCustomer(systemActor, { i_wholesaler: parent, i_customer }),
    ],
  ] as const)("ends by %s, whoever asks next, or nobody", async (by, happen) => {
    const { middle, end } = await tree();
    const browser = await staff();
    const opened = await inSupport(browser, end.i_customer);
    const { i_session = 0 } = (await logInOf(browser)).actor;
    await happen({
      i_session,
      i_web_user: browser.i_web_user,
      i_customer: end.i_customer,
      parent: middle.i_customer,
    });
    expect(await opened.look()).toBeNull();
    await closeDueSupportSessions();
    expect(await standing(opened.reference)).toBe(by);
  });

  it("of a reseller ends when the customer refuses it, or is asked for from another network", async () => {
    const { reseller, end } = await tree();
    const opened = await inSupport(await inBrowser(reseller.actor), end.i_customer);
    await operations.setPreferences(end.actor, { i_customer: end.i_customer, refuse_support: true });
    expect(await opened.look()).toBeNull();
    expect(await standing(opened.reference)).toBe("refused");
    const other = await inSupport(await staff(), end.i_customer);
    provideSettings({ SUPPORT_NETWORKS: "192.0.2.0/24" });
    expect(await other.look()).toBeNull();
    expect(await standing(other.reference)).toBe("network");
  });

  it("is ended at once by an ADMINISTRATOR of the staff's customer, and by no colleague", async () => {
    const { end } = await tree();
    const opened = await inSupport(await staff(), end.i_customer);
    const { actor: colleague } = await logInOf(await staff("SUPPORT"));
    const { reference } = opened;
    expect(await refusalOf(operations.endSupportSession(colleague, { reference }))).toMatchObject({
      code: 403,
    });
    await operations.endSupportSession(await actorOf(1), { reference });
    expect(await opened.look()).toBeNull();
    expect(await standing(reference)).toBe("operator");
  });

  it("changes nothing as a customer that is blocked, nor for one who may not edit customers", async () => {
    const { reseller, middle, end } = await tree();
    const opened = await inSupport(await staff(), end.i_customer, { changes: true });
    await operations.blockCustomer(systemActor, {
      i_wholesaler: middle.i_customer,
      i_customer: end.i_customer,
      reason: "fraud",
    });
    expect(await refusalOf(operations.updateOwnData(await opened.actor(), { city: "Quito" }))).toMatchObject({
      key: "support_reads",
    });
    const other = await inSupport(await inBrowser(reseller.actor), middle.i_customer);
    await operations.updateCustomer(systemActor, {
      i_wholesaler: 1,
      i_customer: reseller.i_customer,
      customers_mgmt: 5,
    });
    expect(await refusalOf(operations.allowSupportChanges(await other.actor(), {}))).toMatchObject({
      key: "support_right",
    });
  });
});

describe("with four eyes", () => {
  it("changes need the code that the customer reads out: once, for five minutes, and guesses wait", async () => {
    provideSettings({ SUPPORT_FOUR_EYES: "1" });
    const { end, middle } = await tree();
    const opened = await inSupport(await staff(), end.i_customer);
    const allow = async (code: string) =>
      await operations.allowSupportChanges(await opened.actor(), { code });
    const { code } = await operations.makeSupportCode(end.actor, {});
    const { code: others } = await operations.makeSupportCode(middle.actor, {});
    const wrong = code === "000000" ? "111111" : "000000";
    for (const tried of ["", wrong, ...(others === code ? [] : [others])])
      expect(await refusalOf(allow(tried))).toMatchObject({ code: 400, attribute: "code" });
    await database().$executeRaw`UPDATE support_codes SET expires_at = now() - interval '1 second'`;
    expect(await refusalOf(allow(code))).toMatchObject({ code: 400 });
    const fresh = await operations.makeSupportCode(end.actor, {});
    const fullWidth = fresh.code.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    await allow(`${fullWidth.slice(0, 3)} ${fullWidth.slice(3)}`);
    await operations.updateOwnData(await opened.actor(), { city: "Quito" });
    const second = await inSupport(await staff(), end.i_customer);
    expect(
      await refusalOf(operations.allowSupportChanges(await second.actor(), { code: fresh.code })),
    ).toMatchObject({ code: 400 });
  });

  it("an extension asks for another code: the one that was read out was for the time that was spoken of", async () => {
    provideSettings({ SUPPORT_FOUR_EYES: "1" });
    const { end } = await tree();
    const opened = await inSupport(await staff(), end.i_customer);
    const { code } = await operations.makeSupportCode(end.actor, {});
    await operations.allowSupportChanges(await opened.actor(), { code });
    const until = (await opened.look())?.support?.ends_at.toISOString();
    await operations.extendSupport(await opened.actor(), { minutes: "60", until });
    expect(await refusalOf(operations.updateOwnData(await opened.actor(), { city: "Quito" }))).toMatchObject({
      key: "support_reads",
    });
  });

  it("no session makes the code for itself", async () => {
    provideSettings({ SUPPORT_FOUR_EYES: "1" });
    const { end } = await tree();
    const opened = await inSupport(await staff(), end.i_customer);
    expect(await refusalOf(operations.makeSupportCode(await opened.actor(), {}))).toMatchObject({
      key: "support_reach",
    });
  });
});

describe("what is told of it", () => {
  it("those above see who, the customer 'support' or its provider, with the reason; those below no reason", async () => {
    const { reseller, middle, end } = await tree();
    const browser = await staff();
    const opened = await inSupport(browser, middle.i_customer, { changes: true });
    await operations.updateCustomer(await opened.actor(), { i_customer: end.i_customer, city: "Quito" });
    const seenBy = async (actor: Parameters<typeof operations.listHistory>[0]) =>
      (await operations.listHistory(actor, { what: "updateCustomer", i_customer: end.i_customer }))
        .entries[0];
    expect(await seenBy(await actorOf(1))).toMatchObject({
      by: { login: browser.login },
      behalf: { i_customer: middle.i_customer, reason: "Ticket 4711" },
    });
    expect(await seenBy(middle.actor)).toMatchObject({
      by: null,
      by_support: true,
      behalf: { i_customer: middle.i_customer, reason: "Ticket 4711" },
    });
    // the session was opened from above this reseller, who sees no names of root's people
    expect(await seenBy(reseller.actor)).toMatchObject({ by: null, behalf: { reason: "Ticket 4711" } });
    const below = await seenBy(end.actor);
    expect(below).toMatchObject({ by: null, behalf: null });
    expect(JSON.stringify(below)).not.toContain("4711");
  });

  it("every page that was looked at is noted once, and who above it opened a customer", async () => {
    const { end } = await tree();
    const opened = await inSupport(await staff(), end.i_customer);
    for (const page of ["/overview", "/history", "/overview", "/support/session", "/"])
      await opened.look(page);
    const { entries } = await operations.listHistory(end.actor, { what: "viewPage" });
    expect(entries.map(({ detail }) => detail?.support?.page)).toEqual(["/history", "/overview"]);
  });

  it("a booking in it is no doing of the customer's own in the ledger", async () => {
    const { middle, end } = await tree();
    const browser = await staff();
    const opened = await inSupport(browser, middle.i_customer, { changes: true });
    await operations.customerAddFunds(await opened.actor(), { i_customer: end.i_customer, amount: 5 });
    const by = async (actor: Parameters<typeof operations.listLedger>[0]) =>
      (await operations.listLedger(actor, { i_customer: end.i_customer })).entries[0]?.by;
    expect(await by(middle.actor)).toBeNull();
    expect(await by(await actorOf(1))).toBe(browser.login);
  });

  it("the customer is mailed what was changed, unless it does not want to be, or nothing was", async () => {
    const { end } = await tree();
    const mails = async () =>
      await database().mail.count({ where: { i_customer: end.i_customer, kind: "support_changes" } });
    const reading = await inSupport(await staff(), end.i_customer);
    await reading.look("/history");
    await operations.endSupport(await reading.actor(), {});
    expect(await mails()).toBe(0);
    const changing = await inSupport(await staff(), end.i_customer, { changes: true });
    await operations.updateOwnData(await changing.actor(), { city: "Quito" });
    await operations.endSupport(await changing.actor(), {});
    expect(await mails()).toBe(1);
    await operations.setPreferences(end.actor, { i_customer: end.i_customer, mail_support_changes: false });
    const unwanted = await inSupport(await staff(), end.i_customer, { changes: true });
    await operations.updateOwnData(await unwanted.actor(), { city: "Lima" });
    await operations.endSupport(await unwanted.actor(), {});
    expect(await mails()).toBe(1);
  });

  it("a trusted host's acts say in whose name they were done", async () => {
    const { middle, end } = await tree();
    const actor = { ...systemActor, door: "trusted" as const, address: "10.0.0.9" };
    await operations.updateCustomer(actor, {
      i_wholesaler: middle.i_customer,
      i_customer: end.i_customer,
      city: "Quito",
    });
    await operations.listCustomers(actor, { i_wholesaler: middle.i_customer });
    const { entries } = await operations.listHistory(await actorOf(1), { door: "trusted" });
    for (const entry of entries.filter(({ refused }) => refused === null))
      expect(entry).toMatchObject({
        by: { address: "10.0.0.9" },
        behalf: { i_customer: middle.i_customer, reason: null },
      });
    expect(entries.length).toBeGreaterThanOrEqual(2);
  });

  it("a one-time password of a customer that refuses goes to its owner alone, whoever above it in between asks", async () => {
    const { reseller, end } = await tree();
    const { web_login } = (await operations.getCustomerInfo(end.actor, { i_customer: end.i_customer }))
      .customer;
    await operations.setPreferences(end.actor, { i_customer: end.i_customer, refuse_support: true });
    const made = await operations.resetCustomerOneTimePassword(reseller.actor, { web_login });
    expect(made).toMatchObject({ password: "", sent_to: "end@example.com" });
    const byRoot = await operations.resetCustomerOneTimePassword(await actorOf(1), { web_login });
    expect(byRoot.password).not.toBe("");
  });
});
