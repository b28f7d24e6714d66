import type { Mutation } from "../mutation";

const below = "tests/who-may-do-what/below.test.ts";
const webUsers = "server/identity/web-users/write-web-users.ts";

/** Who may do what, and to whom. */
export const rights: readonly Mutation[] = [
  {
    name: "without the right to edit customers, somebody deletes a web user below",
    file: webUsers,
    before: `    const { user, customer } = await openWebUser(db, actor, input.i_web_user, "change");
    await check(
      () => demandNotDefault(user),
      () => demandAnother(actor, user.i_web_user),`,
    after: `    const { user, customer } = await openWebUser(db, actor, input.i_web_user, "read");
    await check(
      () => demandNotDefault(user),
      () => demandAnother(actor, user.i_web_user),`,
    test: below,
    only: "deleteWebUser is refused for want of that right",
  },
  {
    name: "without the right to edit customers, somebody sets preferences below",
    file: "server/preferences/preferences.ts",
    before: `openOwner(db, actor, i_customer, "change")`,
    after: `openOwner(db, actor, i_customer, "read")`,
    test: below,
    only: "setPreferences is refused for want of that right",
  },
  {
    name: "without the right to edit customers, somebody saves a brand below",
    file: "server/branding/save-brand.ts",
    before: `openOwner(db, actor, input.i_customer, "change")`,
    after: `openOwner(db, actor, input.i_customer, "read")`,
    test: below,
    only: "saveBrand is refused for want of that right",
  },
  {
    name: "a NOC blocks a colleague",
    file: "server/credentials/find-web-user.ts",
    before: `if (self) demandAct(actor, "web_users");`,
    after: `if (!self) demandAct(actor, "web_users");`,
    test: below,
    only: "blockWebUser of a colleague",
  },
];
