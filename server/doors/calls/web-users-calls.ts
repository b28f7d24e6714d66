import { personalNames } from "@/attributes/lists";
import { accessLevels } from "../../actor/access-levels";
import { blockReasons } from "../../record/block-reasons";
import { operations } from "../operations";
import type { Call } from "./call";
import { may, needed } from "./describe-parameters";
import type { Members } from "./shape";
import { chosen, followed, ofItsOwn } from "./told-shapes";

const which = needed("i_web_user", "int", "the web user");
const nothing = {} as const satisfies Members;
const sent = { sent_to: "string" } as const satisfies Members;

const line = {
  i_web_user: "int",
  login: "string",
  name: "string",
  access_level: "string",
  default_user: "boolean",
  last_log_in_at: "dateTime.iso8601 or nil",
  blocked: "boolean",
  has_password: "boolean",
  factors: "int",
  invited_until: "dateTime.iso8601 or nil",
  pending_email: "string or nil",
  pending_until: "dateTime.iso8601 or nil",
} as const satisfies Members;

/** The calls about web users, by name. */
export const webUsersCalls = {
  listWebUsers: {
    operation: operations.listWebUsers,
    meaning: "Lists the web users of a customer, the default one first, then by login; at most 200.",
    parameters: [needed("i_customer", "int", "the customer: oneself or a descendant")],
    returns: { web_users: { list: { struct: line } } },
  },
  getWebUser: {
    operation: operations.getWebUser,
    meaning: "Reads a web user and the state of its log-in.",
    parameters: [which],
    returns: {
      web_user: {
        struct: {
          ...line,
          ...chosen,
          i_customer: "int",
          email: "string",
          email_verified_at: "dateTime.iso8601 or nil",
          created_at: "dateTime.iso8601",
          password_changed_at: "dateTime.iso8601",
          password_must_change: "boolean",
          failures: "int",
          wait_until: "dateTime.iso8601 or nil",
          log_ins: "int",
          last_mail: {
            struct: {
              i_mail: "string",
              kind: "string",
              state: "string",
              recipient: "string",
              created_at: "dateTime.iso8601",
              sent_at: "dateTime.iso8601 or nil",
              error: "string",
            },
            nullable: true,
          },
        },
        attributes: personalNames,
      },
      self: "boolean",
      customers: followed,
      alone: "boolean",
    },
  },
  addWebUser: {
    operation: operations.addWebUser,
    meaning:
      "Adds a web user to a customer. Its person chooses a password by a mailed link, or gets the given one; without either it needs a one-time password. Settings that are absent or nil follow the customer's.",
    parameters: [
      needed("i_customer", "int", "the customer: oneself or a descendant"),
      needed("web_login", "string", "its login"),
      may("name", "string", "the person's name"),
      may("email", "string", "the person's address; it counts once the person has confirmed it"),
      may("access_level", { words: accessLevels }, "ADMINISTRATOR where absent"),
      may("web_password", "string", "a password to begin with"),
      may("invite", "boolean", "mails an invitation to choose a password; needs an address"),
      ...ofItsOwn(),
    ],
    returns: { i_web_user: "int" },
  },
  editWebUser: {
    operation: operations.editWebUser,
    meaning:
      "Changes the login, name, level and settings of a web user; what is absent stays, and a setting of nil follows the customer's.",
    parameters: [
      which,
      may("web_login", "string", "its login"),
      may("name", "string", "the person's name"),
      may("access_level", { words: accessLevels }, "what the person may do within the customer"),
      ...ofItsOwn(),
    ],
    returns: nothing,
  },
  deleteWebUser: {
    operation: operations.deleteWebUser,
    meaning: "Deletes a web user. Its log-ins end at once, and its login is free again.",
    parameters: [which],
    returns: nothing,
  },
  blockWebUser: {
    operation: operations.blockWebUser,
    meaning: "Blocks a web user: its log-ins and its one-time password end at once.",
    parameters: [
      which,
      may("reason", { words: blockReasons }, "other where absent"),
      may("note", "string", "for those who look after web users"),
      may("text", "string", "what the person is told"),
    ],
    returns: nothing,
  },
  unblockWebUser: {
    operation: operations.unblockWebUser,
    meaning: "Lifts the blocks of a web user that the caller's customer, or somebody below it, set.",
    parameters: [which],
    returns: nothing,
  },
  unlockWebUser: {
    operation: operations.unlockWebUser,
    meaning: "Forgets the failed tries of a web user, who need no longer wait.",
    parameters: [which],
    returns: nothing,
  },
  endLogInsOf: {
    operation: operations.endLogInsOf,
    meaning: "Ends all log-ins of a web user, in every browser.",
    parameters: [which],
    returns: nothing,
  },
  sendInvitation: {
    operation: operations.sendInvitation,
    meaning: "Mails an invitation again, to a web user who has no password yet.",
    parameters: [which],
    returns: sent,
  },
  resendMail: {
    operation: operations.resendMail,
    meaning: "Mails again what a web user may be waiting for, with a new secret where there is one.",
    parameters: [which],
    returns: sent,
  },
} as const satisfies Readonly<Record<string, Call>>;
