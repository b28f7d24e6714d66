import { expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { exchangeLink } from "@/server/credentials/links/open-link";
import { findSession } from "@/server/credentials/sessions";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { confirmAddress } from "@/server/identity/links/change-address";
import { signIn } from "@/server/identity/log-in/sign-in";
import { choosePasswordByLink } from "@/server/identity/password/choose-by-link";
import { choosePassword } from "@/server/identity/password/choose-password";
import { requestReset } from "@/server/identity/password/forgotten-password";
import { actorOf, customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { mailsTo } from "./mailed";

givenFreshDatabase();

let made = 0;

function freshAddress(): string {
  made += 1;
  return `reviewed${made}@example.com`;
}

const visitor = { host: "localhost", address: "192.0.2.19", userAgent: "Firefox", local: false };

async function person() {
  const email = freshAddress();
  const one = await customer(1, { web_login: freshName("person"), email });
  return { actor: one.actor, i_web_user: one.actor.i_web_user ?? 0, login: one.actor.login ?? "", email };
}

/** Opens the newest link to an address. @returns the cookie that the browser then holds */
async function opened(email: string): Promise<string> {
  return (await exchangeLink((await mailsTo(email)).at(-1)?.token ?? "")) ?? "";
}

it("whoever changed an address twice cannot undo the owner's undoing", async () => {
  const { actor, i_web_user, email } = await person();
  const first = freshAddress();
  const second = freshAddress();
  for (const address of [first, second]) {
    await operations.changeAddress(actor, { i_web_user, email: address });
    await confirmAddress(await opened(address), null);
  }
  const thiefs = await opened(first);
  await confirmAddress(await opened(email), null);
  expect(await refusalOf(confirmAddress(thiefs, null))).toMatchObject({ code: 410 });
  const row = await database().webUser.findUniqueOrThrow({ where: { i_web_user } });
  expect(row.email).toBe(email);
});

it("a chosen password ends the links that were mailed before it", async () => {
  const { actor, login, email } = await person();
  await (await requestReset(visitor, login)).done;
  const held = await opened(email);
  await choosePassword(actor, null, "my very own choice");
  expect(await refusalOf(choosePasswordByLink(visitor, held, "another choice of mine"))).toMatchObject({
    code: 410,
  });
});

it("so does one that the provider sets", async () => {
  const { actor, login, email } = await person();
  await (await requestReset(visitor, login)).done;
  const held = await opened(email);
  const { i_customer } = actor;
  await operations.updateCustomer(systemActor, { i_customer, web_password: "chosen by the provider" });
  expect(await refusalOf(choosePasswordByLink(visitor, held, "another choice of mine"))).toMatchObject({
    code: 410,
  });
});

it("so does a one-time password that stops all else", async () => {
  const { login, email } = await person();
  await (await requestReset(visitor, login)).done;
  const held = await opened(email);
  await operations.resetCustomerOneTimePassword(systemActor, { web_login: login, stop_old: "1" });
  expect(await refusalOf(choosePasswordByLink(visitor, held, "another choice of mine"))).toMatchObject({
    code: 410,
  });
});

const password = "correct horse battery";

/** Logs somebody above in. */
async function above() {
  return await actorOf(1);
}

it("neither an address nor a login of a sub-customer is changed by a log-in that has not proven who it is of late", async () => {
  const { actor } = await person();
  const stale = { ...(await above()), freshUntil: new Date(0) };
  for (const change of [{ email: "thief@example.com" }, { web_login: freshName("taken over") }]) {
    const refused = await refusalOf(
      operations.updateCustomer(stale, { i_customer: actor.i_customer, ...change }),
    );
    expect(refused).toMatchObject({ code: 403, key: "step_up" });
  }
});

it("a mistyped address that is corrected opens nothing any longer, and cannot undo the correction", async () => {
  const provider = await above();
  const [wrong, right, web_login] = [freshAddress(), freshAddress(), freshName("mistyped")];
  const { i_customer } = await operations.createCustomer(provider, {
    name: web_login,
    i_tariff: null,
    email: wrong,
    invite: "1",
  });
  const invitation = await opened(wrong);
  await operations.updateCustomer(provider, { i_customer, email: right });
  expect(await refusalOf(choosePasswordByLink(visitor, invitation, "the stranger's choice"))).toMatchObject({
    code: 410,
  });
  const told = (await mailsTo(wrong)).at(-1);
  expect(told).toMatchObject({ kind: "email_corrected", token: "" });
});

it("a one-time password that was mailed ends with the address", async () => {
  const { actor, login, email } = await person();
  const provider = await above();
  await operations.resetCustomerOneTimePassword(provider, { web_login: login, send: "mail" });
  const mailed = (await mailsTo(email)).at(-1)?.values.password ?? "";
  await operations.updateCustomer(provider, { i_customer: actor.i_customer, email: freshAddress() });
  expect((await refusalOf(signIn(visitor, login, mailed))).code).toBe(401);
});

it("who asks for another address tells the present one, and a new password ends what waits to be confirmed", async () => {
  const { actor, i_web_user, email } = await person();
  const thiefs = freshAddress();
  await operations.changeAddress(actor, { i_web_user, email: thiefs });
  expect((await mailsTo(email)).at(-1)).toMatchObject({ kind: "address_asked", values: { email: thiefs } });
  const waiting = await opened(thiefs);
  await choosePassword(actor, { password }, "my very own choice");
  expect((await refusalOf(confirmAddress(waiting, null))).code).toBe(410);
});

it("undoing a change of address ends the factors and the API password that were made meanwhile", async () => {
  const { actor, i_web_user, email } = await person();
  const thiefs = freshAddress();
  await operations.changeAddress(actor, { i_web_user, email: thiefs });
  await confirmAddress(await opened(thiefs), null);
  await database().factor.create({
    data: { i_web_user, kind: "passkey", credential_id: freshName("thief"), confirmed_at: new Date() },
  });
  await operations.updateOwnData(actor, { api_password: "the thief's secret" });
  const undo = (await mailsTo(email)).find(({ kind }) => kind === "email_changed")?.token ?? "";
  await confirmAddress((await exchangeLink(undo)) ?? "", null);
  expect(await database().factor.count({ where: { i_web_user } })).toBe(0);
  const { i_customer } = actor;
  expect((await database().customer.findUniqueOrThrow({ where: { i_customer } })).api_secret).toBeNull();
});

it("an invitation goes to no address that was only typed, once the person has come in another way", async () => {
  const { i_customer } = await customer();
  const [web_login, wrong] = [freshName("typed"), freshAddress()];
  const provider = await above();
  const { i_web_user } = await operations.addWebUser(provider, {
    i_customer,
    web_login,
    email: wrong,
    web_password: password,
    must_change: "0",
  });
  await signIn(visitor, web_login, password);
  const noc = { ...provider, access_level: "NOC" as const };
  await operations.resetCustomerOneTimePassword(noc, { web_login, stop_old: "1" });
  expect(await refusalOf(operations.sendInvitation(noc, { i_web_user }))).toMatchObject({
    code: 409,
    key: "no_address",
  });
});

it("browsers in which an old password was typed are forgotten with it, and no more than twenty are known", async () => {
  const { actor, i_web_user, login } = await person();
  for (let time = 0; time < 22; time += 1)
    await signIn({ ...visitor, address: `198.51.${time}.7` }, login, password);
  expect(await database().device.count({ where: { i_web_user } })).toBe(20);
  const provider = await above();
  await operations.updateCustomer(provider, { i_customer: actor.i_customer, web_password: "set by another" });
  expect(await database().device.count({ where: { i_web_user } })).toBe(0);
});

it("a half log-in that has ended meanwhile sets no password; one that goes through is a log-in like any other", async () => {
  const { i_web_user, login, email } = await person();
  const halfOf = async () => {
    const { password: once } = await operations.resetCustomerOneTimePassword(await above(), {
      web_login: login,
    });
    const { session } = await signIn(visitor, login, once);
    const live = await findSession(session, visitor.host, visitor.address);
    if (!live) throw new Error("it has just been made");
    return live.actor;
  };
  await signIn(visitor, login, password);
  const ended = await halfOf();
  await database().session.deleteMany({ where: { i_web_user } });
  expect((await refusalOf(choosePassword(ended, null, "the thief's own choice", visitor))).code).toBe(401);
  expect((await signIn(visitor, login, password)).kind).toBe("full");
  await choosePassword(await halfOf(), null, "my very own choice", { ...visitor, userAgent: "Another" });
  expect((await mailsTo(email)).some(({ kind }) => kind === "new_device")).toBe(true);
});

it("nobody fills a stranger's mailbox from here", async () => {
  const { actor, i_web_user } = await person();
  const victim = freshAddress();
  const codes: number[] = [];
  for (let time = 0; time < 8; time += 1) {
    const call = operations.changeAddress(actor, { i_web_user, email: victim });
    codes.push(
      await call.then(
        () => 200,
        () => 429,
      ),
    );
  }
  expect(codes.filter((code) => code === 200)).toHaveLength(5);
});

it("a password is the same however a keyboard composes its letters", async () => {
  const typed = "zürich is a fine town";
  const one = await customer(1, { web_login: freshName("composed"), web_password: typed.normalize("NFC") });
  expect((await signIn(visitor, one.actor.login ?? "", typed.normalize("NFD"))).kind).toBe("full");
});

it("how one's customer pays is no business of who only reports, and who may come in none of a log-in left open", async () => {
  const { actor } = await person();
  const reporter = { ...actor, access_level: "REPORTER" as const };
  expect((await refusalOf(operations.updateOwnData(reporter, { payment_method: 2 }))).code).toBe(403);
  const stale = { ...actor, freshUntil: new Date(0) };
  const { i_customer } = actor;
  expect(
    await refusalOf(operations.setPreferences(stale, { i_customer, require_factor: "0" })),
  ).toMatchObject({
    key: "step_up",
  });
});

it("an invitation that is sent again goes where one would go now: not to an address that was corrected, or only typed", async () => {
  const provider = await above();
  const [wrong, right, name] = [freshAddress(), freshAddress(), freshName("resent")];
  const invited = { name, i_tariff: null, email: wrong, invite: "1" };
  const { i_customer } = await operations.createCustomer(provider, invited);
  await database().customer.update({ where: { i_customer }, data: { email: right } });
  const { i_web_user } = await actorOf(i_customer);
  expect(await operations.resendMail(provider, { i_web_user })).toEqual({ sent_to: right });

  const [web_login, typed] = [freshName("typed"), freshAddress()];
  const added = await operations.addWebUser(provider, { i_customer, web_login, email: typed, invite: "1" });
  const { password: once } = await operations.resetCustomerOneTimePassword(provider, { web_login });
  const { session } = await signIn(visitor, web_login, once);
  const half = await findSession(session, visitor.host, visitor.address);
  if (!half) throw new Error("it has just been made");
  await choosePassword(half.actor, null, "my very own choice", visitor);
  await operations.resetCustomerOneTimePassword(provider, { web_login, stop_old: "1" });
  const again = operations.resendMail(provider, { i_web_user: added.i_web_user });
  expect(await refusalOf(again)).toMatchObject({ code: 409, key: "no_address" });
});
