import { expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { makeLink } from "@/server/credentials/links/make-link";
import { exchangeLink } from "@/server/credentials/links/open-link";
import { findSession } from "@/server/credentials/sessions";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { confirmAddress } from "@/server/identity/links/change-address";
import { signIn } from "@/server/identity/log-in/sign-in";
import { choosePasswordByLink } from "@/server/identity/password/choose-by-link";
import { requestReset } from "@/server/identity/password/forgotten-password";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { mailsTo } from "./mailed";

givenFreshDatabase();

const { addWebUser, changeAddress, createCustomer, resetCustomerOneTimePassword, sendInvitation } =
  operations;
const visitor = {
  host: "localhost",
  address: "192.0.2.9",
  userAgent: "Mozilla/5.0 Firefox/150.0",
  local: false,
};
const password = "correct horse battery";
let made = 0;

function freshAddress(): string {
  made += 1;
  return `person${made}@example.com`;
}

/** Creates a customer whose default web user has the customer's first address. */
async function person(values: Record<string, unknown> = {}) {
  const email = freshAddress();
  const one = await customer(1, {
    web_login: freshName("person"),
    email: `${email}, second@example.com`,
    cc: "copy@example.com",
    bcc: "blind@example.com",
    ...values,
  });
  return { ...one, email, login: one.actor.login ?? "" };
}

/** Opens the newest link to an address. @returns the cookie that the browser then holds */
async function opened(email: string): Promise<string> {
  const mail = (await mailsTo(email)).at(-1);
  return (await exchangeLink(mail?.token ?? "")) ?? "";
}

it("a forgotten password is replaced by a link to the person's own address, once, and all log-ins end", async () => {
  const { login, email } = await person();
  const before = await signIn(visitor, login, password);
  await (await requestReset(visitor, login)).done;
  const [mail, ...others] = await mailsTo(email);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ kind: "reset_link", recipient: email, cc: "", bcc: "" });
  const held = await opened(email);
  expect(await refusalOf(choosePasswordByLink(visitor, held, "short"))).toMatchObject({ code: 400 });
  const { session } = await choosePasswordByLink(visitor, held, "my very own choice");
  expect((await findSession(session, visitor.host, visitor.address))?.kind).toBe("full");
  expect(await findSession(before.session, visitor.host, visitor.address)).toBeNull();
  expect(await refusalOf(choosePasswordByLink(visitor, held, "another own choice"))).toMatchObject({
    code: 410,
  });
  expect(await exchangeLink(mail?.token ?? "")).toBeNull();
  expect((await signIn(visitor, login, "my very own choice")).kind).toBe("full");
});

it("a link is good for 30 minutes, and a newer one replaces it", async () => {
  const { login, email } = await person();
  await (await requestReset(visitor, login)).done;
  const first = await opened(email);
  await (await requestReset(visitor, login)).done;
  expect(await refusalOf(choosePasswordByLink(visitor, first, "my very own choice"))).toMatchObject({
    code: 410,
  });
  const second = await opened(email);
  await database().link.updateMany({ data: { expires_at: new Date(Date.now() - 1) } });
  expect(await refusalOf(choosePasswordByLink(visitor, second, "my very own choice"))).toMatchObject({
    code: 410,
  });
});

it.each([
  ["reset", "30 minutes"],
  ["verify-email", "24 hours"],
  ["undo-email", "7 days"],
  ["invitation", "7 days"],
] as const)("a link of the kind %s is good for %s and no longer", async (kind, lasts) => {
  const { actor, email } = await person();
  const i_web_user = actor.i_web_user ?? 0;
  const path = await makeLink(database(), kind, { i_web_user, email, set_by: null });
  const token = new URLSearchParams(path.split("?")[1]).get("token") ?? "";
  const pass = async (time: string, less: string) =>
    await database().$executeRaw`
      UPDATE links SET expires_at = expires_at - (${time}::interval - ${less}::interval)
       WHERE i_web_user = ${i_web_user}`;
  await pass(lasts, "1 minute");
  expect(await exchangeLink(token)).not.toBeNull();
  await pass("1 minute", "0 minutes");
  expect(await exchangeLink(token)).toBeNull();
});

it("asking is answered alike for whom there is not, who is blocked, and the operator's own; nothing is mailed", async () => {
  const { i_customer, login, email } = await person();
  await operations.blockCustomer(systemActor, { i_customer });
  const root = await database().webUser.findFirstOrThrow({ where: { i_customer: 1, default_user: true } });
  await database().customer.update({ where: { i_customer: 1 }, data: { email: "root@example.com" } });
  for (const one of [login, root.login, "nobody at all"]) await (await requestReset(visitor, one)).done;
  expect([...(await mailsTo(email)), ...(await mailsTo("root@example.com"))]).toEqual([]);
});

it("at most three are mailed an hour for a login, without a word; an address that asks often has to wait", async () => {
  const { login, email } = await person();
  for (let time = 0; time < 6; time += 1) await (await requestReset(visitor, login)).done;
  expect(await mailsTo(email)).toHaveLength(3);
  const elsewhere = { ...visitor, address: "198.51.100.4" };
  const tries = Array.from({ length: 25 }, async () => await requestReset(elsewhere, freshName("nobody")));
  const refused = (await Promise.allSettled(tries)).filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(5);
});

it("an invited person chooses its own password; its address is proven by that, and nobody else ever knew one", async () => {
  const { actor, i_customer } = await person();
  const email = freshAddress();
  const web_login = freshName("colleague");
  const input = { i_customer, web_login, email, access_level: "BILLING", invite: true };
  const { i_web_user } = await addWebUser(actor, input);
  expect(await refusalOf(signIn(visitor, web_login, ""))).toMatchObject({ code: 401 });
  expect(await sendInvitation(actor, { i_web_user })).toEqual({ sent_to: email });
  const { session } = await choosePasswordByLink(visitor, await opened(email), "my very own choice");
  const live = await findSession(session, visitor.host, visitor.address);
  expect(live?.actor).toMatchObject({ access_level: "BILLING", credentialSetBy: null });
  const row = await database().webUser.findUniqueOrThrow({ where: { i_web_user } });
  expect(row.email_verified_at).not.toBeNull();
  expect(await refusalOf(sendInvitation(actor, { i_web_user }))).toMatchObject({ code: 409 });
});

it("an invitation is told with its end in the list and in the history, until it is accepted", async () => {
  const { actor, i_customer } = await person();
  const email = freshAddress();
  const input = { i_customer, web_login: freshName("new"), email, access_level: "NOC", invite: true };
  const { i_web_user } = await addWebUser(actor, input);
  const standing = async () => {
    const { web_users } = await operations.listWebUsers(actor, { i_customer });
    return web_users.find((user) => user.i_web_user === i_web_user)?.invited_until ?? null;
  };
  const inSixDays = Date.now() + 6 * 24 * 60 * 60_000;
  expect((await standing())?.getTime()).toBeGreaterThan(inSixDays);
  const { entries } = await operations.listHistory(actor, { what: "addWebUser" });
  const told = entries[0]?.detail?.invited_until ?? "";
  expect(new Date(told).getTime()).toBeGreaterThan(inSixDays);
  await choosePasswordByLink(visitor, await opened(email), "my very own choice");
  expect(await standing()).toBeNull();
});

it("a change of address that waits is shown, and cancelled by its person or an administrator; its link is good no longer", async () => {
  const { actor, i_customer } = await person();
  const i_web_user = actor.i_web_user ?? 0;
  const pending = async () => (await operations.getOwnSettings(actor, {})).settings.pending?.email ?? null;
  for (const level of ["ADMINISTRATOR", "REPORTER"] as const) {
    const email = freshAddress();
    await changeAddress(actor, { i_web_user, email });
    expect(await pending()).toBe(email);
    const { web_user } = await operations.getWebUser(actor, { i_web_user });
    expect(web_user).toMatchObject({ pending_email: email, pending_until: expect.any(Date) });
    const held = await opened(email);
    const stranger = (await person()).actor;
    expect(await refusalOf(operations.cancelAddress(stranger, { i_web_user }))).toMatchObject({ code: 404 });
    await operations.cancelAddress({ ...actor, access_level: level }, { i_web_user });
    expect(await pending()).toBeNull();
    expect(await refusalOf(confirmAddress(held, null))).toMatchObject({ code: 410 });
    expect(await refusalOf(operations.cancelAddress(actor, { i_web_user }))).toMatchObject({ code: 409 });
  }
  const colleague = {
    i_customer,
    web_login: freshName("other"),
    access_level: "REPORTER",
    web_password: "a good long secret",
  };
  const other = await addWebUser(actor, colleague);
  await changeAddress(actor, { i_web_user: other.i_web_user, email: freshAddress() });
  const reporter = { ...actor, access_level: "REPORTER" as const };
  expect(await refusalOf(operations.cancelAddress(reporter, { i_web_user: other.i_web_user }))).toMatchObject(
    { code: 403 },
  );
});

it("a new customer may be invited in the web; a program always sets a password", async () => {
  const { actor } = await person();
  const email = freshAddress();
  const values = { i_tariff: null, name: freshName(), email };
  expect(await refusalOf(createCustomer({ ...actor, door: "api" }, { ...values, invite: 1 }))).toMatchObject({
    code: 400,
    attribute: "web_password",
  });
  expect(await refusalOf(createCustomer(actor, { ...values, email: "", invite: 1 }))).toMatchObject({
    code: 400,
    attribute: "email",
  });
  const { i_customer } = await createCustomer(actor, { ...values, invite: 1 });
  const { session } = await choosePasswordByLink(visitor, await opened(email), "my very own choice");
  const live = await findSession(session, visitor.host, visitor.address);
  expect(live?.actor).toMatchObject({ i_customer, access_level: "ADMINISTRATOR", credentialSetBy: null });
});

it("a password typed for somebody else in the web must be changed at the first log-in; the API never forces it", async () => {
  const { actor } = await person();
  const values = () => ({ i_tariff: null, name: freshName("typed"), web_password: password });
  const [web, api, off] = [values(), values(), values()];
  await createCustomer(actor, web);
  await createCustomer({ ...actor, door: "api" }, api);
  await createCustomer(actor, { ...off, must_change: "0" });
  expect((await signIn(visitor, web.name, password)).kind).toBe("half");
  expect((await signIn(visitor, api.name, password)).kind).toBe("full");
  expect((await signIn(visitor, off.name, password)).kind).toBe("full");
});

it("a one-time password that is mailed goes to the person's own address, and is shown to nobody", async () => {
  const { actor } = await person();
  const email = freshAddress();
  const below = await customer(actor.i_customer, { web_login: freshName("below"), email });
  const web_login = below.actor.login ?? "";
  const answer = await resetCustomerOneTimePassword(actor, { web_login, send: "mail" });
  expect(answer).toMatchObject({ password: "", sent_to: email });
  const once = (await mailsTo(email)).at(-1)?.values.password ?? "";
  expect((await signIn(visitor, web_login, once)).kind).toBe("half");
  const bare = await customer(actor.i_customer, { web_login: freshName("bare") });
  expect(
    await refusalOf(resetCustomerOneTimePassword(actor, { web_login: bare.actor.login, send: "mail" })),
  ).toMatchObject({ code: 409, key: "no_address" });
});

it("another address counts once its link is opened; the old one is told, and undoes it within 7 days", async () => {
  const { actor, login, email } = await person();
  const another = freshAddress();
  await changeAddress(actor, { i_web_user: actor.i_web_user, email: another });
  await (await requestReset(visitor, login)).done;
  expect((await mailsTo(email)).map(({ kind }) => kind)).toEqual(["address_asked", "reset_link"]);
  const verify = (await mailsTo(another)).at(-1);
  expect(verify?.kind).toBe("verify_email");
  await confirmAddress((await exchangeLink(verify?.token ?? "")) ?? "", null);
  const told = (await mailsTo(email)).at(-1);
  expect(told).toMatchObject({ kind: "email_changed", values: { email: another }, cc: "", bcc: "" });
  const session = await signIn(visitor, login, password);
  await confirmAddress((await exchangeLink(told?.token ?? "")) ?? "", null);
  expect(await findSession(session.session, visitor.host, visitor.address)).toBeNull();
  const row = await database().webUser.findUniqueOrThrow({ where: { i_web_user: actor.i_web_user ?? 0 } });
  expect(row.email).toBe(email);
});

it("a link of one kind does nothing of another", async () => {
  const { actor, login, email } = await person();
  await (await requestReset(visitor, login)).done;
  expect(await refusalOf(confirmAddress(await opened(email), null))).toMatchObject({ code: 410 });
  const another = freshAddress();
  await changeAddress(actor, { i_web_user: actor.i_web_user, email: another });
  expect(
    await refusalOf(choosePasswordByLink(visitor, await opened(another), "my very own choice")),
  ).toMatchObject({ code: 410 });
});
