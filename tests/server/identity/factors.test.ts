import { Secret, TOTP } from "otpauth";
import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { exchangeLink } from "@/server/credentials/links/open-link";
import { findSession } from "@/server/credentials/sessions";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { provideSettings } from "@/server/ground/settings";
import { demandNoFactor, freshFor } from "@/server/identity/factors/required-factor";
import { finishLogIn, goOn } from "@/server/identity/log-in/finish-log-in";
import { signIn } from "@/server/identity/log-in/sign-in";
import { choosePasswordByLink } from "@/server/identity/password/choose-by-link";
import { requestReset } from "@/server/identity/password/forgotten-password";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { mailsTo } from "./mailed";

givenFreshDatabase();

const { authCustomer, beginTotp, confirmTotp, getPendingTotp, listFactors, removeFactor, resetFactors } =
  operations;
const password = "correct horse battery";
const visitor = {
  host: "localhost",
  address: "192.0.2.5",
  userAgent: "Mozilla/5.0 Firefox/150.0",
  local: false,
};
let made = 0;

/** The code that an authenticator shows. @param steps how many half minutes from now */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

async function person(parent = 1) {
  made += 1;
  const email = `factor${made}@example.com`;
  const one = await customer(parent, { web_login: freshName("person"), email });
  return { ...one, email, login: one.actor.login ?? "" };
}

/** Creates a person with an authenticator. */
async function withFactor(parent = 1) {
  const one = await person(parent);
  await beginTotp(one.actor, {});
  const { secret } = await getPendingTotp(one.actor, {});
  const { recovery_codes } = await confirmTotp(one.actor, {
    code: codeOf(secret ?? "", -1),
    name: "telephone",
  });
  return { ...one, secret: secret ?? "", codes: recovery_codes ?? [] };
}

/** The actor of a log-in that waits for its second factor. */
async function waiting(login: string): Promise<Actor> {
  const { session, kind } = await signIn(visitor, login, password);
  expect(kind).toBe("factor");
  const live = await findSession(session, visitor.host, visitor.address);
  if (!live) throw new Error("it holds");
  return live.actor;
}

it("an authenticator counts once a code of it was typed; then a log-in waits for a code, and its id is made anew", async () => {
  const { actor, login, email } = await person();
  await beginTotp(actor, {});
  expect((await signIn(visitor, login, password)).kind).toBe("full");
  const { secret } = await getPendingTotp(actor, {});
  expect(await refusalOf(confirmTotp(actor, { code: "000000" }))).toMatchObject({
    code: 400,
    attribute: "code",
  });
  const { recovery_codes } = await confirmTotp(actor, { code: codeOf(secret ?? "", -1) });
  expect(recovery_codes).toHaveLength(10);
  expect((await getPendingTotp(actor, {})).secret).toBeNull();
  expect((await mailsTo(email)).map(({ kind }) => kind)).toContain("factor_added");
  const half = await signIn(visitor, login, password);
  const live = await findSession(half.session, visitor.host, visitor.address);
  if (!live) throw new Error("it holds");
  const on = await finishLogIn(visitor, live.actor, { code: codeOf(secret ?? "") });
  expect(on.kind).toBe("full");
  expect(on.session).not.toBe(half.session);
  expect(await findSession(half.session, visitor.host, visitor.address)).toBeNull();
  expect((await findSession(on.session, visitor.host, visitor.address))?.kind).toBe("full");
});

it("no code is good twice, also from two at once; failures make one wait", async () => {
  const { login, secret } = await withFactor();
  const [one, two] = [await waiting(login), await waiting(login)];
  const code = codeOf(secret);
  const both = await Promise.allSettled([
    finishLogIn(visitor, one, { code }),
    finishLogIn(visitor, two, { code }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const again = await waiting(login);
  for (let time = 0; time < 6; time += 1) await refusalOf(finishLogIn(visitor, again, { code: "000000" }));
  expect(await refusalOf(finishLogIn(visitor, again, { code: codeOf(secret, 1) }))).toMatchObject({
    code: 429,
  });
});

/** Ways in which people type and paste the characters of a code. */
const spellings: readonly ((code: string) => string)[] = [
  (code) => ` ${code.slice(0, 3)} ${code.slice(3)} `,
  (code) => `${code.slice(0, 3)}-${code.slice(3)}`,
  (code) => `${code.slice(0, 3)}\u2011${code.slice(3)}\u200e`,
  (code) => code.replace(/[0-9a-z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
  (code) => code.replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit))),
  (code) => code.replace(/\d/g, (digit) => String.fromCharCode(0x0966 + Number(digit))),
];

it("a code is read with blanks, dashes and unseen marks, in the digits of any script", async () => {
  const { actor } = await person();
  for (const spell of spellings) {
    await beginTotp(actor, {});
    const { secret } = await getPendingTotp(actor, {});
    await confirmTotp(actor, { code: spell(codeOf(secret ?? "")) });
  }
  const { login, codes } = await withFactor();
  for (const [at, spell] of spellings.entries()) {
    const recovery = spell(codes[at] ?? "");
    expect((await finishLogIn(visitor, await waiting(login), { recovery })).kind, recovery).toBe("full");
  }
});

it("a recovery code stands in once, and is told by mail; new codes end the old ones; none is kept readable", async () => {
  const { actor, login, email, codes } = await withFactor();
  const [first = "", second = ""] = codes;
  const spelled = first.toUpperCase().replaceAll("-", " ");
  expect((await finishLogIn(visitor, await waiting(login), { recovery: spelled })).kind).toBe("full");
  expect((await mailsTo(email)).map(({ kind }) => kind)).toContain("recovery_code_used");
  expect(await refusalOf(finishLogIn(visitor, await waiting(login), { recovery: first }))).toMatchObject({
    code: 400,
  });
  await operations.renewRecoveryCodes(actor, {});
  expect(await refusalOf(finishLogIn(visitor, await waiting(login), { recovery: second }))).toMatchObject({
    code: 400,
  });
  const rows = await database().recoveryCode.findMany();
  for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code);
});

it("a one-time password and a mailed link replace the password only, never the second factor", async () => {
  const { actor, login, email, secret } = await withFactor();
  const { password: once } = await operations.resetCustomerOneTimePassword(actor, { web_login: login });
  const half = await signIn(visitor, login, once);
  expect(half.kind).toBe("factor");
  const live = await findSession(half.session, visitor.host, visitor.address);
  if (!live) throw new Error("it holds");
  expect((await finishLogIn(visitor, live.actor, { code: codeOf(secret) })).kind).toBe("half");
  await (await requestReset(visitor, login)).done;
  const link = (await mailsTo(email)).findLast(({ kind }) => kind === "reset_link");
  const held = (await exchangeLink(link?.token ?? "")) ?? "";
  const { session } = await choosePasswordByLink(visitor, held, "my very own choice");
  expect((await findSession(session, visitor.host, visitor.address))?.kind).toBe("factor");
});

it("authCustomer says 401 for a user with a second factor, since a password alone proves nothing; a setting is for old programs", async () => {
  const { login } = await withFactor();
  const input = { username: login, password };
  expect(await refusalOf(authCustomer(systemActor, input))).toMatchObject({ code: 401 });
  provideSettings({ AUTHCUSTOMER_WITHOUT_FACTOR: "1" });
  expect(await authCustomer(systemActor, input)).toMatchObject({ i_access_level: "ADMINISTRATOR" });
  provideSettings({ AUTHCUSTOMER_WITHOUT_FACTOR: "0" });
});

it("where one is required, whoever has none sets one up before anything else", async () => {
  const { actor, i_customer, login } = await person();
  await operations.setPreferences(actor, { i_customer, require_factor: true });
  const waits = await waiting(login);
  await beginTotp(freshFor(waits), {});
  const { secret } = await getPendingTotp(freshFor(waits), {});
  await confirmTotp(freshFor(waits), { code: codeOf(secret ?? "", -1) });
  expect((await goOn(visitor, waits, "set up")).kind).toBe("full");
  expect(await refusalOf(demandNoFactor(await waiting(login)))).toMatchObject({ code: 403 });
});

it("a lost device is reset by the parent's administrator: told by mail, all log-ins end; by nobody else, and not by oneself", async () => {
  const top = await person();
  const { actor, login, email, secret } = await withFactor(top.i_customer);
  const on = await finishLogIn(visitor, await waiting(login), { code: codeOf(secret) });
  const { i_web_user } = actor;
  expect(await refusalOf(resetFactors(actor, { i_web_user }))).toMatchObject({ code: 409 });
  expect(await refusalOf(resetFactors({ ...top.actor, access_level: "NOC" }, { i_web_user }))).toMatchObject({
    code: 403,
  });
  const stranger = await person();
  expect(await refusalOf(resetFactors(stranger.actor, { i_web_user }))).toMatchObject({ code: 404 });
  await resetFactors(top.actor, { i_web_user });
  expect(await findSession(on.session, visitor.host, visitor.address)).toBeNull();
  expect((await mailsTo(email)).map(({ kind }) => kind)).toContain("factors_reset");
  expect((await signIn(visitor, login, password)).kind).toBe("full");
});

it("a factor is removed by its owner, who has just proven who it is; with the last go the recovery codes", async () => {
  const { actor } = await withFactor();
  const other = await withFactor();
  const { factors } = await listFactors(actor, {});
  const i_factor = factors[0]?.i_factor;
  expect(await refusalOf(removeFactor({ ...actor, freshUntil: null }, { i_factor }))).toMatchObject({
    key: "step_up",
  });
  expect(await refusalOf(removeFactor(other.actor, { i_factor }))).toMatchObject({ code: 404 });
  await removeFactor(actor, { i_factor });
  expect(await listFactors(actor, {})).toEqual({ factors: [], codes_left: 0 });
});
