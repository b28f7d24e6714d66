import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { callerOf, overwriteForwarding, pathHeader } from "@/server/ground/network/caller";
import { notedPage } from "@/server/support/noted-page";
import { closeDueSupportSessions } from "@/server/support-session/close-session";
import { routesInFolder } from "../../browser/frame/every-page";
import { actorOf, customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { inBrowser, inSupport, logInOf, openingForm, staff } from "./support-stage";

givenFreshDatabase();

/** Regression tests for what a review of support sessions found. */
it("a page is noted by where it leads, however its address is spelled", () => {
  const noted = (url: string) => {
    const request = { url, headers: { host: "localhost" }, socket: { remoteAddress: "127.0.0.1" } };
    // the part of a request that the function reads
    const message = request as unknown as IncomingMessage;
    overwriteForwarding(message, callerOf(message, []));
    return notedPage(String(message.headers[pathHeader]));
  };
  for (const url of [
    "/customers/5",
    "/support/../customers/5",
    "/branding/%2E%2e/customers/5?x=1",
    "//customers/5",
  ])
    expect(noted(url), url).toBe("/customers/5");
  // nobody can write invented text into somebody else's history
  for (const url of ["/x1", "/customers/5/look%20here", "/history/I-was-never-here"])
    expect(noted(url), url).toBe("/…");
  expect(noted("/support/session")).toBeNull();
});

it("every page of the portal is noted under its own path", () => {
  const routes = routesInFolder().filter((route) => !route.startsWith("/support"));
  const unknown = routes.filter((route) => notedPage(route.replace(/\[\w+\]/g, "7")) === "/…");
  expect(unknown).toEqual([]);
});

it("what was begun before the end of a session is not done after it, and the end waits for what runs", async () => {
  const { i_customer, actor: owner } = await customer(1, { email: "own@example.com" });
  const opened = await inSupport(await staff(), i_customer, { changes: true });
  const actor = await opened.actor();
  // the session ends during a slow act
  const [, ended] = await Promise.all([
    operations.updateOwnData(actor, { city: "Quito" }),
    new Promise((done) => setTimeout(done, 5)).then(async () => await operations.endSupport(actor, {})),
  ]);
  expect(ended).toMatchObject({ reference: opened.reference });
  for (const late of [
    async () => await operations.updateOwnData(actor, { city: "Lima" }),
    async () => await operations.listHistory(actor, {}),
    async () => await operations.saveBrand(actor, { i_customer, product_name: "Late" }),
  ])
    expect(await refusalOf(late())).toMatchObject({ code: 403, key: "support_over" });
  const { entries } = await operations.listHistory(owner, {});
  const order = entries.map(({ operation }) => operation);
  expect(order.indexOf("endSupport")).toBeLessThan(order.indexOf("updateOwnData"));
  expect(await database().mail.count({ where: { i_customer, kind: "support_changes" } })).toBe(1);
});

it("two that are opened at once are one, and a form that is sent twice at once is sent once", async () => {
  const [one, other] = [await customer(1), await customer(1)];
  const browser = await staff();
  const { actor } = await logInOf(browser);
  await Promise.all([
    operations.openSupport(actor, openingForm(one.i_customer)),
    operations.openSupport(actor, openingForm(other.i_customer)),
  ]);
  const i_session = actor.i_session ?? 0;
  expect(await database().supportSession.count({ where: { i_session, ended_at: null } })).toBe(1);
  const form = openingForm(one.i_customer);
  const sent = await Promise.allSettled([
    operations.openSupport(actor, form),
    operations.openSupport(actor, form),
  ]);
  expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(sent.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: 409 } });
});

it("a log-in by a password that somebody else set is marked so in the session, too", async () => {
  const { i_customer } = await customer(1);
  const browser = await staff();
  await database().session.updateMany({
    where: { i_web_user: browser.i_web_user },
    data: { credential_set_by: 1 },
  });
  const opened = await inSupport(browser, i_customer, { changes: true });
  await operations.updateOwnData(await opened.actor(), { city: "Quito" });
  const { entries } = await operations.listHistory(await actorOf(1), { i_customer });
  const done = entries.filter(({ door }) => door === "support");
  expect(done.length).toBeGreaterThan(1);
  for (const entry of done) expect(entry, entry.operation).toMatchObject({ foreign_credential: true });
});

it("the end is written down as done by whoever ended it, or by nobody", async () => {
  const { i_customer } = await customer(1);
  const endOf = async () =>
    (await operations.listHistory(await actorOf(1), { i_customer, what: "endSupport" })).entries[0];
  const first = await inSupport(await staff(), i_customer);
  const root = await actorOf(1);
  await operations.endSupportSession(root, { reference: first.reference });
  expect(await endOf()).toMatchObject({
    door: "web",
    by: { login: root.login },
    behalf: { reference: first.reference },
  });
  const second = await inSupport(await staff(), i_customer);
  await database().$executeRaw`
    UPDATE support_sessions SET ends_at = now() - interval '1 minute' WHERE reference = ${second.reference}`;
  await closeDueSupportSessions();
  expect(await endOf()).toMatchObject({ door: "system", by: { login: null } });
});

it("what a trusted host noted of a block is root's own, whoever it was in whose name it was set", async () => {
  const parent = await customer(1);
  const { i_customer } = await customer(parent.i_customer);
  const host = { ...systemActor, door: "trusted" as const, address: "10.0.0.9" };
  const block = { i_wholesaler: parent.i_customer, i_customer, reason: "fraud", note: "root's own note" };
  await operations.blockCustomer(host, block);
  const { entries } = await operations.listHistory(parent.actor, { what: "blockCustomer" });
  expect(JSON.stringify(entries)).not.toContain("root's own note");
});

it("a limit that was raised in a session falls back as what support did", async () => {
  const parent = await customer(1);
  const { i_customer } = await customer(parent.i_customer);
  const browser = await staff();
  const opened = await inSupport(browser, parent.i_customer, { changes: true });
  const until = new Date(Date.now() + 86_400_000).toISOString();
  await operations.changeCreditLimit(await opened.actor(), { i_customer, credit_limit: "50", until });
  await database().$executeRaw`UPDATE credit_limit_ends SET at = now() - interval '1 second'`;
  const { endDueCreditLimits } = await import("@/server/money/end-credit-limits");
  await endDueCreditLimits();
  const seenBy = async (actor: Parameters<typeof operations.listHistory>[0]) =>
    (await operations.listHistory(actor, { what: "endCreditLimit" })).entries[0];
  expect(await seenBy(await actorOf(1))).toMatchObject({ by: { login: browser.login } });
  expect(await seenBy(parent.actor)).toMatchObject({ by: null, behalf: { reference: opened.reference } });
});

it("a version of a brand that was saved in a session is told as the provider's, and above by its staff's name", async () => {
  const { i_customer, actor } = await customer(1);
  const browser = await staff();
  const opened = await inSupport(browser, i_customer, { changes: true });
  await operations.saveBrand(await opened.actor(), { i_customer, product_name: "Voice" });
  const by = async (reader: typeof actor) =>
    (await operations.getBrand(reader, { i_customer })).versions[0]?.by;
  expect(await by(actor)).toBeNull();
  expect(await by(await actorOf(1))).toBe(browser.login);
});

it("a profile that is edited in a session keeps what is out of reach there", async () => {
  const { i_customer, actor } = await customer(1);
  const attributes = { api_access: 1, use_own_tariff: 1 };
  const { i_profile } = await operations.addProfile(actor, { name: freshName(), attributes });
  const opened = await inSupport(await staff(), i_customer, { changes: true });
  await operations.editProfile(await opened.actor(), { i_profile, name: freshName(), attributes: {} });
  const { profile } = await operations.getProfile(actor, { i_profile });
  expect(profile.attributes).toEqual({ api_access: 1 });
});

it("without an address of the customer's the mail of what was changed goes to its first person", async () => {
  const { i_customer, actor } = await customer(1, { email: "" });
  await database().webUser.updateMany({
    where: { i_customer },
    data: { email: "person@example.com", email_verified_at: new Date() },
  });
  const opened = await inSupport(await staff(), i_customer, { changes: true });
  await operations.updateOwnData(await opened.actor(), { city: "Quito" });
  await operations.endSupport(await opened.actor(), {});
  const mail = await database().mail.findFirst({ where: { i_customer, kind: "support_changes" } });
  expect(mail?.recipient).toBe("person@example.com");
  expect(actor.i_customer).toBe(i_customer);
});

it("the reseller above and the customer read in no list who of root's staff was there", async () => {
  const reseller = await customer(1);
  const { i_customer, actor } = await customer(reseller.i_customer);
  const browser = await staff();
  const opened = await inSupport(browser, i_customer, { changes: true });
  await operations.updateOwnData(await opened.actor(), { city: "Quito" });
  await opened.look("/history");
  await refusalOf(operations.updateOwnData(await opened.actor(), { web_password: "a good long secret" }));
  await operations.endSupport(await opened.actor(), {});
  for (const reader of [actor, reseller.actor]) {
    const told = await Promise.all([
      operations.listHistory(reader, {}),
      operations.getAuditLogs(reader, { who: "" }),
      operations.listRefusals(reader, { i_customer }),
      operations.listBlocks(reader, {}),
      operations.listSupportSessions(reader, {}),
    ]);
    expect(JSON.stringify(told)).not.toContain(browser.login);
    expect(JSON.stringify(told)).toContain("Ticket 4711");
  }
  const elsewhere = await inBrowser(reseller.actor);
  const { actor: above } = await logInOf(elsewhere);
  expect(await refusalOf(operations.getSupportSession(above, opened))).toMatchObject({ code: 404 });
});
