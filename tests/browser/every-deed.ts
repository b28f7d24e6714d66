import { Secret, TOTP } from "otpauth";
import type { Act } from "@/server/identity/access-levels";
import { fieldsOf } from "./by-hand";
import { type Level, table } from "./levels-of-the-table";
import { type Form, password, type Stage } from "./stage-of-levels";

/** What a form of the portal does. */
export type Deed = {
  readonly action: string;
  /** the row of the table of access levels that it needs */
  readonly needs: Act;
  /** where an ADMINISTRATOR finds its form; `[name]` stands for an id of the stage */
  readonly form: Form;
  /** the caller's own page has the form, whatever its level: it is about the caller */
  readonly isOwn?: true;
  /** what is typed; null: the field is not sent */
  readonly typed?: (stage: Stage, level: Level) => Readonly<Record<string, string | null>>;
  /** what an ADMINISTRATOR does before each try. @returns what else is typed */
  readonly before?: (stage: Stage, level: Level) => Promise<Readonly<Record<string, string>>>;
};

const at = "/customers/[i_customer]";
const user = `${at}/web-users/[i_web_user]`;
const textOf = ({ mark }: Stage, level: Level) => `${mark} by ${level}`;
const books = () => ({ amount: "1", idempotency_key: crypto.randomUUID() });
const state = (act: string) => (stage: Stage) => ({
  i_customer: stage.ids.i_customer ?? "",
  i_web_user: stage.ids.i_web_user ?? "",
  act,
});

/** Everything that forms do; what deletes comes last. */
export const deeds: Readonly<Record<string, Deed>> = {
  "books a payment": {
    action: "paymentAction",
    needs: "funds",
    form: [`${at}/payment`, "Book payment"],
    typed: books,
  },
  "books a credit": {
    action: "creditAction",
    needs: "funds",
    form: [`${at}/credit`, "Book credit"],
    typed: books,
  },
  "books a charge": {
    action: "chargeAction",
    needs: "funds",
    form: [`${at}/charge`, "Book charge"],
    typed: books,
  },
  "corrects a balance": {
    action: "correctAction",
    needs: "funds",
    form: [`${at}/correct`, "Correct balance"],
    typed: () => ({ balance: "+1", payment_notes: "counted again", idempotency_key: crypto.randomUUID() }),
  },
  "changes a credit limit": {
    action: "changeCreditLimitAction",
    needs: "funds",
    form: [`${at}/credit-limit`, "Change credit limit"],
    typed: () => ({ credit_limit: "+1", "was:credit_limit": "" }),
  },
  "creates a customer": {
    action: "createCustomerAction",
    needs: "manage",
    form: ["/customers/new", "Create customer"],
    typed: (stage, level) => ({
      name: textOf(stage, level),
      web_password: password,
      i_tariff: stage.ids.i_tariff ?? "",
    }),
  },
  "changes what stands about a customer": {
    action: "updateCustomerAction",
    needs: "manage",
    form: [`${at}/edit`, "Save changes"],
    typed: (stage, level) => ({ description: textOf(stage, level), "was:description": null }),
  },
  "changes contact data": {
    action: "updateCustomerAction",
    needs: "funds",
    form: [`${at}/edit`, "Save changes"],
    typed: (stage, level) => ({ city: textOf(stage, level), "was:city": null }),
  },
  "changes an address of notices": {
    action: "updateCustomerAction",
    needs: "web_users",
    form: [`${at}/edit`, "Save changes"],
    typed: (_, level) => ({ cc: `${level.toLowerCase()}@example.com`, "was:cc": null }),
  },
  "makes a one-time password": {
    action: "oneTimePasswordAction",
    needs: "block",
    form: [`${at}/one-time-password`, "Make a one-time password"],
  },
  "blocks a customer": {
    action: "blockAction",
    needs: "block",
    form: [`${at}/block`, "Block customer"],
    typed: () => ({ reason: "other" }),
  },
  "lifts a block": {
    action: "unblockAction",
    needs: "block",
    form: [`${at}/unblock`, "Unblock"],
    before: async ({ make, ids: { i_customer = "" } }) => {
      await make(["/customers", null], "blockAction", { i_customer, reason: "other" });
      return {};
    },
  },
  "writes a note": {
    action: "addNoteAction",
    needs: "notes",
    form: [`${at}/notes`, "Add note"],
    typed: (stage, level) => ({ text: textOf(stage, level) }),
  },
  "pins a note": { action: "editNoteAction", needs: "notes", form: [`${at}/notes`, "Pin"] },
  "deletes a note of its own": {
    action: "deleteNoteAction",
    needs: "notes",
    form: [`${at}/notes`, "Delete note"],
    before: async ({ people, ids }, level) => {
      if (!table.notes.includes(level)) return {};
      await people[level].goto(`/customers/${ids.i_customer}/notes`);
      return await fieldsOf(people[level], "Delete note");
    },
  },
  "adds a web user": {
    action: "addWebUserAction",
    needs: "web_users",
    form: [`${at}/web-users/new`, "Add web user"],
    typed: (stage, level) => ({
      web_login: `${textOf(stage, level)} added`,
      invite: "0",
      web_password: password,
    }),
  },
  "changes a web user": {
    action: "editWebUserAction",
    needs: "web_users",
    form: [user, "Save"],
    typed: (stage, level) => ({ name: textOf(stage, level) }),
  },
  "changes a web user's address": {
    action: "changeAddressAction",
    needs: "web_users",
    form: [user, "Send the link"],
    typed: (_, level) => ({ email: `${level.toLowerCase()}@example.com` }),
  },
  "makes a web user's one-time password": {
    action: "webUserOneTimeAction",
    needs: "block",
    form: [user, "Make a one-time password"],
  },
  "blocks a web user": {
    action: "webUserStateAction",
    needs: "block",
    form: [user, "Save"],
    typed: state("block"),
  },
  "lifts a web user's block": {
    action: "webUserStateAction",
    needs: "block",
    form: [user, "Save"],
    typed: state("unblock"),
    before: async (stage) => {
      await stage.make(["/customers", null], "webUserStateAction", state("block")(stage));
      return {};
    },
  },
  "forgets a web user's failures": {
    action: "webUserStateAction",
    needs: "block",
    form: [user, "Save"],
    typed: state("unlock"),
  },
  "resets a web user's second factors": {
    action: "webUserStateAction",
    needs: "web_users",
    form: [user, "Save"],
    typed: state("reset"),
  },
  "sets the API password": {
    action: "setApiPasswordAction",
    needs: "web_users",
    form: ["/api", "Make one for me"],
    typed: () => ({ make: "1" }),
  },
  "changes the own customer's contact data": {
    action: "savePreferencesAction",
    needs: "funds",
    form: ["/preferences", "Save"],
    typed: (stage, level) => ({ city: textOf(stage, level), "was:city": null }),
  },
  "changes the own customer's addresses": {
    action: "savePreferencesAction",
    needs: "web_users",
    form: ["/preferences", "Save"],
    typed: (_, level) => ({ cc: `${level.toLowerCase()}@example.com`, "was:cc": null }),
  },
  "changes the own customer's preferences": {
    action: "savePreferencesAction",
    needs: "own",
    form: ["/preferences", "Save"],
    typed: () => ({ start_page: "1", "was:start_page": null }),
  },
  "says when the own balance is low": {
    action: "savePreferencesBeyondAction",
    needs: "funds",
    form: ["/preferences", "Save"],
    typed: ({ ids }) => ({ i_customer: ids.own ?? "", low_balance_threshold: "5" }),
  },
  "says what is mailed of support": {
    action: "savePreferencesBeyondAction",
    needs: "web_users",
    form: ["/preferences", "Save"],
    typed: ({ ids }) => ({ i_customer: ids.own ?? "", mail_support_changes: "1" }),
  },
  "changes its own address": {
    action: "changeOwnAddressAction",
    needs: "web_users",
    form: ["/preferences/mine", "Send the link"],
    typed: (_, level) => ({ email: `own.${level.toLowerCase()}@example.com` }),
  },
  "changes its own settings": {
    action: "saveOwnSettingsAction",
    needs: "own",
    form: ["/preferences/mine", "Save"],
    isOwn: true,
    typed: (stage, level) => ({ name: textOf(stage, level) }),
  },
  "proves that it is there": {
    action: "confirmAction",
    needs: "own",
    form: ["/confirm", "Continue"],
    isOwn: true,
    typed: () => ({ current_password: password, next: "/preferences" }),
  },
  "begins an authenticator": {
    action: "beginTotpAction",
    needs: "own",
    form: ["/preferences/factors", "Add an authenticator app"],
    isOwn: true,
  },
  "confirms an authenticator": {
    action: "confirmTotpAction",
    needs: "own",
    form: ["/preferences/factors/totp", "Confirm"],
    isOwn: true,
    before: async ({ people }, level) => {
      await people[level].goto("/preferences/factors/totp");
      const secret = (await people[level].locator('[data-part="totp-secret"]').textContent()) ?? "";
      const key = Secret.fromBase32(secret.replace(/\s/g, ""));
      return { code: new TOTP({ secret: key }).generate() };
    },
  },
  "makes new recovery codes": {
    action: "renewCodesAction",
    needs: "own",
    form: ["/preferences/factors", "Make new codes"],
    isOwn: true,
  },
  "removes its second factor": {
    action: "removeFactorAction",
    needs: "own",
    form: ["/preferences/factors", "Remove"],
    isOwn: true,
  },
  "ends its other log-ins": {
    action: "endLogInAction",
    needs: "own",
    form: ["/preferences/log-ins", null],
  },
  "changes its password": {
    action: "changePasswordAction",
    needs: "own",
    form: ["/preferences/password", "Change password"],
    isOwn: true,
    typed: () => ({ current_password: password, web_password: "my very own choice" }),
  },
  "adds a tariff": {
    action: "saveTariffAction",
    needs: "manage",
    form: ["/tariffs", "Add tariff"],
    typed: (stage, level) => ({ name: textOf(stage, level), currency: "USD" }),
  },
  "adds a routing group": {
    action: "saveRoutingGroupAction",
    needs: "manage",
    form: ["/routing-groups", "Add routing group"],
    typed: (stage, level) => ({ name: textOf(stage, level) }),
  },
  "adds a profile": {
    action: "saveProfileAction",
    needs: "manage",
    form: ["/profiles/new", "Create profile"],
    typed: (stage, level) => ({ name: textOf(stage, level) }),
  },
  "deletes a tariff": { action: "deleteTariffAction", needs: "manage", form: ["/tariffs", "Delete"] },
  "deletes a routing group": {
    action: "deleteRoutingGroupAction",
    needs: "manage",
    form: ["/routing-groups", "Delete"],
  },
  "deletes a profile": {
    action: "deleteProfileAction",
    needs: "manage",
    form: ["/profiles/[i_profile]/delete", "Delete profile"],
  },
  "deletes a web user": {
    action: "deleteWebUserAction",
    needs: "web_users",
    form: [`${user}/delete`, "Delete web user"],
  },
  "deletes a customer": {
    action: "deleteCustomerAction",
    needs: "manage",
    form: [`${at}/delete`, "Delete customer"],
    typed: ({ mark }) => ({ confirm: `${mark} below` }),
  },
};
