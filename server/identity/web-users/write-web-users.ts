import { secret } from "@/attributes/kinds/secret";
import type { AccessLevel } from "../../actor/access-levels";
import { settingColumns } from "../../credentials/customer-settings";
import {
  demandAnother,
  demandNotDefault,
  managing,
  type WebUserHead,
  webUserHead,
} from "../../credentials/find-web-user";
import { addressNeeded, inviteWebUser } from "../../credentials/links/invite-web-user";
import { hashPassword } from "../../credentials/password-hash";
import { demandPolicy, policyInForce } from "../../credentials/password-policy";
import {
  readAddress,
  readLevel,
  readLogin,
  readName,
  readOwnSettings,
} from "../../credentials/web-user-input";
import { Refusal } from "../../ground/refusal";
import { keyEnd, loginKeys } from "../../ground/text/unique-key";
import { isOn } from "../../input/is-on";
import { readId } from "../../input/read-id";
import { byKind, readOptional, readRequired } from "../../input/read-parameter";
import { audit } from "../../operation/audit";
import { changesBetween, countedUp } from "../../operation/changes";
import { editBelow } from "../../operation/needs";
import { operation } from "../../operation/operation";
import { takenByOlder } from "../../record/demand-own-name";
import { lockSearchText, writeSearchText } from "../../record/write-search-text";
import { rootCustomer } from "../../tree/tree";
import { askAddress } from "../links/change-address";

const readPassword = byKind(secret({}));

/**
 * Adds a web user to one's own customer or to one below. The person chooses a password by a mailed link (`invite`, which
 * needs an address), or gets a typed one, which they must change at their first log-in unless `must_change` is off.
 * Without either, they need a one-time password.
 * @throws Refusal 400 · 403 right or level · 404 · 409 the login is taken
 */
export const addWebUser = operation({
  name: "addWebUser",
  // somebody who gets hold of a log-in for a moment could otherwise make one to come back with
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below", opens: true },
    right: editBelow,
    acts: ["web_users"],
    scope: "none",
    fresh: true,
  },
  effect: "writes",
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    web_login: readRequired(raw, "web_login", readLogin),
    name: readOptional(raw, "name", readName) ?? "",
    email: readOptional(raw, "email", readAddress) ?? "",
    access_level: readOptional(raw, "access_level", readLevel) ?? "ADMINISTRATOR",
    web_password: raw.web_password === "" ? undefined : readOptional(raw, "web_password", readPassword),
    invite: isOn(raw.invite),
    mustChange: raw.must_change === undefined || isOn(raw.must_change),
    settings: readOwnSettings(raw),
  }),
  async run({ db, actor, target, check, input }): Promise<{ i_web_user: number }> {
    const { web_login: login, name, email, access_level, web_password, invite, settings } = input;
    const { lineage, customer } = target;
    await check(
      () => demandLevelOf(access_level, customer.i_customer),
      () => {
        if (invite && email === "") throw addressNeeded();
      },
      () => demandPolicy("web_password", web_password, policyInForce(lineage), [customer.name, login, name]),
    );
    const password_hash = web_password === undefined ? null : await hashPassword(web_password);
    await lockSearchText(db, customer.i_customer);
    const { i_web_user } = await db.webUser.create({
      data: {
        i_customer: customer.i_customer,
        login,
        ...loginKeys(login),
        name,
        email,
        access_level,
        ...settings,
        password_hash,
        made_by_line: actor.key?.line ?? null,
        ...(web_password === undefined
          ? {}
          : {
              password_foreign: true,
              password_set_by: actor.i_customer,
              password_must_change: actor.door === "web" && input.mustChange,
            }),
      },
      select: { i_web_user: true },
    });
    await writeSearchText(db, customer.i_customer);
    const set_by = actor.i_customer;
    const invited = invite ? await inviteWebUser(db, { i_web_user, email, set_by }) : null;
    // an address counts once it is proven; accepting an invitation proves it too
    if (!invite && email !== "") await askAddress(db, { i_web_user, email, set_by });
    await audit(db, actor, {
      operation: "addWebUser",
      target: customer,
      changes: {
        access_level: [null, access_level],
        ...(web_password === undefined ? {} : { web_password: "secret" }),
      },
      detail: { i_web_user, web_login: login, ...(invited ? { invited_until: invited.invited_until } : {}) },
    });
    return { i_web_user };
  },
});

/**
 * Changes a web user's login, name, level and own settings; absent ones stay. The address has its own operations, and the
 * default web user's login belongs to the customer. A new login ends the one-time password.
 * @throws Refusal 400 · 403 right or level · 404 · 409 own level, default web user, login taken
 */
export const editWebUser = operation({
  name: "editWebUser",
  effect: "writes",
  input: (raw) => ({
    i_web_user: readId(raw, "i_web_user"),
    web_login: readOptional(raw, "web_login", readLogin),
    name: readOptional(raw, "name", readName),
    access_level: readOptional(raw, "access_level", readLevel),
    settings: readOwnSettings(raw),
  }),
  needs: {
    ...managing,
    fresh: ({ web_login, access_level }) => web_login !== undefined || access_level !== undefined,
  },
  async run({ db, actor, target, check, input }) {
    const { web_login, name, access_level, settings } = input;
    const { customer } = target;
    const user = await webUserHead(db, target.id);
    const renamed = web_login !== undefined && web_login !== user.login;
    if (renamed) await check(() => demandNotDefault(user));
    else if (actor.door === "web" && !user.default_user) await check(() => demandOwnLogin(user));
    if (access_level !== undefined && access_level !== user.access_level) {
      await check(
        () => demandNotDefault(user),
        () => demandAnother(actor, user.i_web_user),
        () => demandLevelOf(access_level, customer.i_customer),
      );
    }
    const { i_web_user } = user;
    if (renamed) await lockSearchText(db, customer.i_customer);
    const before = await db.webUser.findUniqueOrThrow({
      where: { i_web_user },
      select: { name: true, access_level: true, ...settingColumns },
    });
    const after = {
      ...(name === undefined ? {} : { name }),
      ...(access_level === undefined ? {} : { access_level }),
      ...settings,
    };
    const login = renamed
      ? { login: web_login, ...loginKeys(web_login), one_time_hash: null, one_time_expires_at: null }
      : {};
    const changes = {
      ...changesBetween(before, after),
      ...(renamed ? { web_login: [user.login, web_login] as const } : {}),
    };
    await db.webUser.update({
      where: { i_web_user },
      data: { ...after, ...login, ...countedUp(changes) },
      select: { i_web_user: true },
    });
    if (renamed) await writeSearchText(db, customer.i_customer);
    await audit(db, actor, {
      operation: "editWebUser",
      target: customer,
      changes,
      detail: { i_web_user: user.i_web_user, web_login: web_login ?? user.login },
    });
    return {};
  },
});

/**
 * Deletes a web user. Its log-ins end at once and its login is free again; the history keeps the login as text.
 * @throws Refusal 403 right or level · 404 · 409 oneself, default web user
 */
export const deleteWebUser = operation({
  name: "deleteWebUser",
  needs: { ...managing, fresh: true },
  effect: "writes",
  input: (raw) => ({ i_web_user: readId(raw, "i_web_user") }),
  async run({ db, actor, target, check, input }) {
    const { customer } = target;
    const user = await webUserHead(db, target.id);
    await check(
      () => demandNotDefault(user),
      () => demandAnother(actor, user.i_web_user),
    );
    await lockSearchText(db, customer.i_customer);
    await db.webUser.delete({ where: input, select: { i_web_user: true } });
    await writeSearchText(db, customer.i_customer);
    await audit(db, actor, {
      operation: "deleteWebUser",
      target: customer,
      detail: { i_web_user: user.i_web_user, web_login: user.login },
    });
    return {};
  },
});

/** Asks for another login if newer rules make it the same as an older one. @throws Refusal 409 */
function demandOwnLogin({ login_key }: WebUserHead): void {
  if (login_key.includes(keyEnd)) throw takenByOlder("web_login");
}

/** Only root's web users may have SUPPORT. Source: semantics, 'Access levels'. @throws Refusal 400 */
function demandLevelOf(level: AccessLevel, i_customer: number): void {
  if (level !== "SUPPORT" || i_customer === rootCustomer) return;
  throw new Refusal(400, "Parameter access_level SUPPORT is for the operator's own staff", "access_level", {
    key: "support_level",
  });
}
