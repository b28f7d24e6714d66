import { at, type Deeds, textOf, user } from "./deed";
import { password, type Stage } from "./stage-of-levels";

const state = (act: string) => (stage: Stage) => ({
  i_customer: stage.ids.i_customer ?? "",
  i_web_user: stage.ids.i_web_user ?? "",
  act,
});

/** Deeds about web users of sub-customers. */
export const deedsWithWebUsers: Deeds = {
  "adds a web user": {
    action: "addWebUserAction",
    needs: "web_users",
    form: [`${at}/web-users/new`, "Add web user"],
    typed: (stage, level) => ({
      web_login: `${textOf(stage, level)} added`,
      first_log_in: "password",
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
  "sends the link for a web user's new address again": {
    action: "pendingAddressAction",
    needs: "web_users",
    form: [user, null],
    typed: ({ ids }) => ({ i_web_user: ids.i_web_user ?? "", email: "waiting@example.com", act: "again" }),
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
  "logs a web user out everywhere": {
    action: "webUserStateAction",
    needs: "block",
    form: [user, "Save"],
    typed: state("end"),
  },
  "resets a web user's second factors": {
    action: "webUserStateAction",
    needs: "web_users",
    form: [user, "Save"],
    typed: (stage) => ({ ...state("reset")(stage), sure: "1" }),
  },
};
