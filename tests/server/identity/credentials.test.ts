import { expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { findSession } from "@/server/credentials/sessions";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { signIn } from "@/server/identity/log-in/sign-in";
import { sweepEnded } from "@/server/identity/log-in/sweep-ended";
import { choosePassword } from "@/server/identity/password/choose-password";
import { actorOf, customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { editOwnSettings, getAuditLogs, listHistory, updateCustomer } = operations;
const password = "correct horse battery";
const visitor = { host: "localhost", address: "192.0.2.31", userAgent: "Firefox", local: false };

/** Logs a customer's default web user in. */
async function loggedIn(login: string, by = password) {
  const { session } = await signIn(visitor, login, by);
  const live = await findSession(session, visitor.host, visitor.address);
  if (!live) throw new Error("it has just been made");
  return live.actor;
}

it("as long as somebody above set the password, everything done with it is marked so: by name for who set it, 'your provider' for who is below", async () => {
  const reseller = await customer();
  const { i_customer } = await customer(reseller.i_customer, { web_login: freshName("marked") });
  await updateCustomer(reseller.actor, {
    i_customer,
    web_password: "set by the reseller",
    must_change: false,
  });
  const { login } = await actorOf(i_customer);
  const actor = await loggedIn(login ?? "", "set by the reseller");
  await editOwnSettings(actor, { start_page: 2 });
  const marksFor = async (reader: typeof actor) =>
    (await listHistory(reader, { i_customer })).entries
      .filter(({ operation }) => operation === "signIn" || operation === "editOwnSettings")
      .map(({ foreign_credential, credential_set_by }) => [foreign_credential, credential_set_by]);
  const { name } = await database().customer.findUniqueOrThrow({
    where: { i_customer: reseller.i_customer },
    select: { name: true },
  });
  expect(await marksFor(reseller.actor)).toEqual([
    [true, name],
    [true, name],
  ]);
  expect(await marksFor(actor)).toEqual([
    [true, null],
    [true, null],
  ]);
  const { audit_logs = [] } = await getAuditLogs(actor, { what: "signIn" });
  expect(audit_logs[0]).toMatchObject({ foreign_credential: true, credential_set_by: "your provider" });

  await choosePassword(actor, { password: "set by the reseller" }, "my very own choice");
  await editOwnSettings(await loggedIn(login ?? "", "my very own choice"), { start_page: 1 });
  expect((await marksFor(reseller.actor))[0]).toEqual([false, null]);
});

it("a colleague's password marks as its customer's own", async () => {
  const { i_customer, actor } = await customer();
  const web_login = freshName("colleague");
  await operations.addWebUser(actor, { i_customer, web_login, web_password: password, must_change: false });
  expect((await loggedIn(web_login)).credentialSetBy).toBe(i_customer);
});

it("what has run out is swept, and what has not stays", async () => {
  const { actor, i_customer } = await customer(1, { web_login: freshName("swept") });
  const { i_web_user, login } = actor;
  if (i_web_user === null) throw new Error("a web user");
  await signIn(visitor, login ?? "", password);
  await signIn(visitor, login ?? "", password);
  const db = database();
  const [ended] = await db.session.findMany({ where: { i_web_user }, orderBy: { i_session: "asc" } });
  const longAgo = new Date("2020-01-01");
  await db.session.update({ where: { i_session: ended?.i_session ?? 0 }, data: { expires_at: longAgo } });
  const link = { kind: "reset", i_web_user };
  await db.link.createMany({
    data: [
      { ...link, token_hash: "old", expires_at: longAgo },
      { ...link, token_hash: "new", expires_at: new Date(Date.now() + 60_000) },
    ],
  });
  await db.mail.createMany({
    data: ["sent", "waiting"].map((state) => ({
      kind: "password_changed",
      i_customer,
      i_web_user,
      recipient: "swept@example.com",
      i_lang: "en",
      state,
      created_at: longAgo,
    })),
  });
  await db.throttle.create({
    data: { throttle_key: "forgiven", failures: 9, since: longAgo, wait_until: longAgo },
  });
  await sweepEnded();
  expect(await db.session.count({ where: { i_web_user } })).toBe(1);
  expect(await db.link.findMany({ where: { i_web_user }, select: { token_hash: true } })).toEqual([
    { token_hash: "new" },
  ]);
  expect(await db.mail.findMany({ where: { i_web_user }, select: { state: true } })).toEqual([
    { state: "waiting" },
  ]);
  expect(await db.throttle.count({ where: { throttle_key: "forgiven" } })).toBe(0);
  expect(await db.device.count({ where: { i_web_user } })).toBe(2);
});

it("who is below the threshold at which it wants to be told counts as low in funds, for itself and for its parent", async () => {
  const reseller = await customer(1, { balance: 100 });
  const { i_customer, actor } = await customer(reseller.i_customer, { balance: 10 });
  const lowOnes = async () =>
    (await operations.getOverview(reseller.actor, {})).below?.attention.find(({ what }) => what === "low");
  expect(await lowOnes()).toBeUndefined();
  await operations.setPreferences(reseller.actor, { i_customer, low_balance_threshold: "12.5" });
  expect((await lowOnes())?.worst.map((one) => one.i_customer)).toEqual([i_customer]);
  expect(await operations.getOverview(actor, {})).toMatchObject({ threshold: "12.500000", needs: "low" });
  await operations.customerAddFunds(systemActor, {
    i_wholesaler: reseller.i_customer,
    i_customer,
    amount: 5,
  });
  expect(await lowOnes()).toBeUndefined();
  expect((await operations.getOverview(actor, {})).needs).toBeNull();
});
