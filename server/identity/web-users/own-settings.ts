import {
  type ChosenSettings,
  type CustomerSettings,
  customerSettings,
  isAlone,
  settingColumns,
} from "../../credentials/customer-settings";
import { readName, readOwnSettings } from "../../credentials/web-user-input";
import { readOptional } from "../../input/read-parameter";
import { audit } from "../../operation/audit";
import { changesBetween } from "../../operation/changes";
import { notFound } from "../../operation/demands";
import { operation } from "../../operation/operation";
import { ownAddress } from "../../outbox/own-address";

const ownColumns = { name: true, ...settingColumns } as const;

/**
 * Changes a person's own name, language, time zone, start page and download format. An empty one follows the customer's.
 * Source: semantics, 'Access levels' (own preferences).
 * @returns the language in force now, if the person chose another one; else null
 * @throws Refusal 400 · 404 if the actor is not a person
 */
export const editOwnSettings = operation({
  name: "editOwnSettings",
  needs: { about: "scope", right: null, acts: ["own"], scope: "none" },
  effect: "writes",
  input: (raw) => ({ name: readOptional(raw, "name", readName), settings: readOwnSettings(raw) }),
  async run({ db, actor, scope, input: { name, settings } }): Promise<{ i_lang: string | null }> {
    const { i_web_user } = actor;
    if (i_web_user === null) throw notFound();
    const before = await db.webUser.findUniqueOrThrow({ where: { i_web_user }, select: ownColumns });
    const after = { ...(name === undefined ? {} : { name }), ...settings };
    await db.webUser.update({ where: { i_web_user }, data: after, select: { i_web_user: true } });
    await audit(db, actor, {
      operation: "editOwnSettings",
      target: scope,
      changes: changesBetween(before, after),
      detail: { web_login: actor.login },
    });
    const { i_lang } = settings;
    if (i_lang === undefined || i_lang === before.i_lang) return { i_lang: null };
    return { i_lang: i_lang ?? (await customerSettings(db, scope.i_customer)).i_lang };
  },
});

/** A person's own settings, and where their mail goes. */
export type PersonSettings = ChosenSettings & {
  readonly name: string;
  /** their own address, or the first of the customer's; '' if there is none */
  readonly sent_to: string;
  /** another address whose link they have not opened yet, and until when they can; null: none */
  readonly pending: { readonly email: string; readonly until: Date } | null;
};

/**
 * A person's own settings (nil follows the customer's), the customer's, and whether the person is its only web user.
 */
export const getOwnSettings = operation({
  name: "getOwnSettings",
  needs: { about: "scope", right: null, acts: ["own"], scope: "none" },
  effect: "reads",
  input: () => ({}),
  async run({ db, actor, scope }): Promise<{
    settings: PersonSettings;
    customers: CustomerSettings;
    alone: boolean;
  }> {
    const { i_web_user } = actor;
    if (i_web_user === null) throw notFound();
    const [own, address, customers, alone, link] = await Promise.all([
      db.webUser.findUniqueOrThrow({ where: { i_web_user }, select: ownColumns }),
      ownAddress(db, i_web_user),
      customerSettings(db, scope.i_customer),
      isAlone(db, scope.i_customer),
      db.link.findFirst({
        where: { i_web_user, kind: "verify-email", used_at: null, expires_at: { gt: new Date() } },
        select: { email: true, expires_at: true },
      }),
    ]);
    const pending = link && { email: link.email, until: link.expires_at };
    return { settings: { ...own, sent_to: address?.email ?? "", pending }, customers, alone };
  },
});
