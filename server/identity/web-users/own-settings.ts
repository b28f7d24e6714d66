import { personalNames } from "@/attributes/lists";
import {
  type ChosenSettings,
  type CustomerSettings,
  customerSettings,
  settingColumns,
} from "../../credentials/customer-settings";
import { readName, readOwnSettings } from "../../credentials/web-user-input";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { readOptional } from "../../input/read-parameter";
import { audit } from "../../operation/audit";
import { changesBetween, countedUp } from "../../operation/changes";
import { notFound } from "../../operation/demands";
import { operation } from "../../operation/operation";
import { type AddressRow, addressIn } from "../../outbox/own-address";

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
    const changes = changesBetween(before, after);
    await db.webUser.update({
      where: { i_web_user },
      data: { ...after, ...countedUp(changes) },
      select: { i_web_user: true },
    });
    await audit(db, actor, {
      operation: "editOwnSettings",
      target: scope,
      changes,
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
  async run({ db, actor }): Promise<{
    settings: PersonSettings;
    customers: CustomerSettings;
    alone: boolean;
  }> {
    const { i_web_user } = actor;
    if (i_web_user === null) throw notFound();
    const row = await findSettings(db, i_web_user);
    const { name, theirs, alone, pending_email, pending_until, email, default_user, listed, ...chosen } = row;
    const pending =
      pending_email !== null && pending_until ? { email: pending_email, until: pending_until } : null;
    const sent_to = addressIn({ email, default_user, listed });
    return { settings: { ...chosen, name, sent_to, pending }, customers: theirs, alone };
  },
});

type SettingsRow = ChosenSettings &
  AddressRow & {
    readonly name: string;
    readonly theirs: CustomerSettings;
    readonly alone: boolean;
    readonly pending_email: string | null;
    readonly pending_until: Date | null;
  };

/** Reads what a person chose, what their customer has, and whether they are its only web user, and their address, in one query. @throws Refusal 404 */
async function findSettings(db: Queries, i_web_user: number): Promise<SettingsRow> {
  const columns = (of: string) => Prisma.raw(personalNames.map((name) => `${of}."${name}"`).join(", "));
  const pairs = Prisma.raw(personalNames.map((name) => `'${name}', c."${name}"`).join(", "));
  const [row] = await readRows<SettingsRow>(
    db,
    Prisma.sql`
    SELECT w.name, ${columns("w")}, json_build_object(${pairs}) AS theirs, w.default_user, c.email AS listed,
           CASE WHEN w.email_verified_at IS NULL THEN '' ELSE w.email END AS email,
           NOT EXISTS (SELECT FROM web_users o WHERE o.i_customer = w.i_customer AND o.i_web_user <> w.i_web_user)
             AS alone,
           l.email AS pending_email, l.expires_at AS pending_until
      FROM web_users w JOIN customers c ON c.i_customer = w.i_customer
      LEFT JOIN LATERAL (
             SELECT email, expires_at FROM links
              WHERE i_web_user = w.i_web_user AND kind = 'verify-email' AND used_at IS NULL AND expires_at > ${new Date()}
              LIMIT 1) l ON true
     WHERE w.i_web_user = ${i_web_user}`,
  );
  if (!row) throw notFound();
  return row;
}
