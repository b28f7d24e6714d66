import { Secret, TOTP } from "otpauth";
import { type Deeds, textOf } from "./deed";
import { anotherKey, anotherWebhook, password } from "./stage-of-levels";

const webhook = "/api/webhooks/[i_endpoint]";

/** Deeds about one's own customer and its belongings. */
export const deedsAtHome: Deeds = {
  "sets the API password": {
    action: "setApiPasswordAction",
    needs: "web_users",
    form: ["/api/xmlapi", "Make one for me"],
    typed: () => ({ make: "1" }),
  },
  "lets old programs call": {
    action: "switchBridgeAction",
    needs: "web_users",
    form: ["/api/xmlapi", "Switch on"],
    typed: () => ({ bridge: "1" }),
  },
  "makes a key": {
    action: "makeKeyAction",
    needs: "own",
    form: ["/api/keys/new", "Make key"],
    isOwn: true,
    typed: (stage, level) => ({ name: textOf(stage, level), "areas.customers": "read" }),
  },
  "narrows a colleague's key": {
    action: "editKeyAction",
    needs: "web_users",
    form: ["/api/keys/[i_key]/edit", "Save"],
    before: async ({ ids }) => ({ i_key: await anotherKey(ids.i_key ?? "") }),
    typed: (stage, level) => ({ name: textOf(stage, level) }),
  },
  "ends a colleague's key": {
    action: "endKeyAction",
    needs: "web_users",
    form: ["/api/keys/[i_key]/end", "End"],
    before: async ({ ids }) => ({ i_key: await anotherKey(ids.i_key ?? "") }),
  },
  "adds a webhook": {
    action: "addEndpointAction",
    needs: "web_users",
    form: ["/api/webhooks/new", "Add webhook"],
    typed: () => ({ url: "https://nobody.invalid/" }),
  },
  "changes a webhook": {
    action: "editEndpointAction",
    needs: "web_users",
    form: [`${webhook}/edit`, "Save"],
    typed: (stage, level) => ({ note: textOf(stage, level) }),
  },
  "replaces the secret of a webhook": {
    action: "rotateSecretAction",
    needs: "web_users",
    form: [`${webhook}/rotate`, "New secret"],
  },
  "sends an example to a webhook": {
    action: "sendExampleAction",
    needs: "web_users",
    form: [webhook, "Send an example"],
  },
  "sends again what a webhook did not get": {
    action: "sendAgainAction",
    needs: "web_users",
    form: [webhook, "Send again"],
  },
  "switches a webhook off": {
    action: "switchEndpointAction",
    needs: "web_users",
    form: [webhook, "Switch off"],
    before: async ({ ids }) => ({ i_endpoint: await anotherWebhook(ids.i_endpoint ?? "") }),
  },
  "deletes a webhook": {
    action: "deleteEndpointAction",
    needs: "web_users",
    form: [`${webhook}/delete`, "Delete webhook"],
    before: async ({ ids }) => ({ i_endpoint: await anotherWebhook(ids.i_endpoint ?? "") }),
  },
  "changes the own customer's contact data": {
    action: "savePreferencesAction",
    needs: "funds",
    form: ["/preferences/company", "Save"],
    typed: (stage, level) => ({ city: textOf(stage, level), "was:city": null }),
  },
  "changes the own customer's addresses": {
    action: "savePreferencesAction",
    needs: "web_users",
    form: ["/preferences/company", "Save"],
    typed: (_, level) => ({ cc: `${level.toLowerCase()}@example.com`, "was:cc": null }),
  },
  "changes the language and the like of its whole company": {
    action: "savePreferencesAction",
    needs: "preferences",
    form: ["/preferences/company", "Save"],
    typed: () => ({ start_page: "1", "was:start_page": null }),
  },
  "says when the own balance is low": {
    action: "savePreferencesAction",
    needs: "funds",
    form: ["/preferences/company", "Save"],
    typed: () => ({ low_balance_threshold: "5", "was:low_balance_threshold": null }),
  },
  "says what is mailed of support": {
    action: "savePreferencesAction",
    needs: "web_users",
    form: ["/preferences/company", "Save"],
    typed: () => ({ mail_support_changes: "1", "was:mail_support_changes": null }),
  },
  "changes its own address": {
    action: "changeOwnAddressAction",
    needs: "web_users",
    form: ["/preferences", "Send the link"],
    typed: (_, level) => ({ email: `own.${level.toLowerCase()}@example.com` }),
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
};

/** Deeds about one's own log-in. */
export const ownDeeds: Deeds = {
  "changes its own settings": {
    action: "saveOwnSettingsAction",
    needs: "own",
    form: ["/preferences", "Save"],
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
    typed: () => ({ sure: "1" }),
  },
  "removes its second factor": {
    action: "removeFactorAction",
    needs: "own",
    form: ["/preferences/factors", "Remove"],
    isOwn: true,
    typed: () => ({ sure: "1" }),
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
};
