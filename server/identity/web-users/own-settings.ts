import { audit } from "../../audit/audit";
import { readOptional } from "../../customers/read-parameter";
import { ownAddress } from "../../mail/own-address";
import { notFound, operation } from "../../operation";
import { readName, readOwnSettings } from "./web-user-input";
import { changesBetween, settingColumns } from "./write-web-users";

/**
 * Changes what a person has of its own: its name, language, time zone, start page and download format. An empty one
 * follows its customer's. Source: semantics, 'Access levels' (own preferences).
 * @throws Refusal 400 · 404 for who is no person
 */
export const editOwnSettings = operation({
  name: "editOwnSettings",
  needs: { right: null, acts: ["own"], scope: "none" },
  writes: true,
  input: (raw) => ({ name: readOptional(raw, "name", readName), settings: readOwnSettings(raw) }),
  async run({ db, actor, scope, input: { name, settings } }) {
    const { i_web_user } = actor;
    if (i_web_user === null) throw notFound();
    const before = await db.webUser.findUniqueOrThrow({ where: { i_web_user }, select: settingColumns });
    const after = { ...(name === undefined ? {} : { name }), ...settings };
    await db.webUser.update({ where: { i_web_user }, data: after, select: { i_web_user: true } });
    await audit(db, actor, {
      operation: "editOwnSettings",
      target: scope,
      changes: changesBetween(before, after),
      detail: { web_login: actor.login },
    });
    return {};
  },
});

/** What a person has of its own, and where its mail goes. */
export type PersonSettings = {
  readonly name: string;
  readonly i_lang: string | null;
  readonly i_time_zone: number | null;
  readonly i_export_type: number | null;
  readonly start_page: number | null;
  /** its own address, or the first of its customer's; '' where there is none */
  readonly sent_to: string;
  /** another address that waits for its link to be opened, and until when it does; null: none */
  readonly pending: { readonly email: string; readonly until: Date } | null;
};

/** A person's own settings; nil follows its customer's. */
export const getOwnSettings = operation({
  name: "getOwnSettings",
  needs: { right: null, acts: ["own"], scope: "none" },
  writes: false,
  input: () => ({}),
  async run({ db, actor }): Promise<{ settings: PersonSettings }> {
    const { i_web_user } = actor;
    if (i_web_user === null) throw notFound();
    const { access_level: _level, ...columns } = settingColumns;
    const [own, address, link] = await Promise.all([
      db.webUser.findUniqueOrThrow({ where: { i_web_user }, select: columns }),
      ownAddress(db, i_web_user),
      db.link.findFirst({
        where: { i_web_user, kind: "verify-email", used_at: null, expires_at: { gt: new Date() } },
        select: { email: true, expires_at: true },
      }),
    ]);
    const pending = link && { email: link.email, until: link.expires_at };
    return { settings: { ...own, sent_to: address?.email ?? "", pending } };
  },
});
