import { keyAreas, keyReaches } from "@/attributes/key-areas";
import { personalNames } from "@/attributes/lists";
import { callDoors } from "../../programs/last-calls";
import { operations } from "../operations";
import type { Call } from "./call";
import { may, needed } from "./describe-parameters";
import { getOwnStanding } from "./own-standing";
import type { Members } from "./shape";
import { chosen, followed, ofItsOwn, told } from "./told-shapes";

const ofCustomer = needed("i_customer", "int", "the customer: oneself or a descendant");

const preferences = {
  low_balance_threshold: "money or nil",
  require_factor: "boolean",
  refuse_support: "boolean",
  mail_support_changes: "boolean",
  bridge: "boolean",
  receipt_name: "string",
  receipt_address: "string",
} as const satisfies Members;

const refusal = {
  reference: "string",
  at: "dateTime.iso8601",
  operation: "string",
  door: "string",
  by: {
    struct: { i_customer: "int", name: "string", login: "string or nil", i_web_user: "int or nil" },
    nullable: true,
  },
  i_customer: "int",
  name: "string",
  code: "int",
  attribute: "string or nil",
  message: "string",
  reason_key: "string",
  reason_values: { map: "any" },
} as const satisfies Members;

/** What is said of each area. */
const areasOfKey: Members = Object.fromEntries(
  keyAreas.map((area) => [area, { words: keyReaches, nullable: true }]),
);

const key = {
  i_key: "int",
  i_web_user: "int",
  login: "string",
  name: "string",
  prefix: "string",
  areas: { map: "string" },
  networks: { list: "string" },
  state: "string",
  line: "int",
  created_at: "dateTime.iso8601",
  expires_at: "dateTime.iso8601",
  used_at: "dateTime.iso8601 or nil",
  used_address: "string or nil",
  ended_at: "dateTime.iso8601 or nil",
  ended_why: "string or nil",
  foreign: "boolean",
  replaced: "boolean",
  line_ends_at: "dateTime.iso8601",
  trial: "boolean",
} as const satisfies Members;

/** The calls about who calls, and its own settings, by name. */
export const ownCalls = {
  getOwnStanding: {
    operation: getOwnStanding,
    meaning: "Tells who calls: the key, its web user and customer, and what it may do.",
    parameters: [],
    returns: {
      key: { struct: key, nullable: true },
      i_customer: "int",
      i_web_user: "int or nil",
      login: "string or nil",
      access_level: "string",
      rights: { ...told.rights, nullable: true },
      limits: { ...told.limits, nullable: true },
      api: {
        struct: {
          login: "string",
          own: "boolean",
          provider: "boolean or nil",
          password: "string or nil",
          bridge: "boolean or nil",
        },
        nullable: true,
      },
    },
  },
  getOwnKey: {
    operation: operations.getOwnKey,
    meaning: "Reads the key with which one calls.",
    parameters: [],
    returns: key,
  },
  editOwnKey: {
    operation: operations.editOwnKey,
    meaning:
      "Renames or narrows the key with which one calls, the key that it replaced, and its successor. Nothing becomes wider: that is a new key.",
    parameters: [
      may("name", "string", "what uses it; at most 64 characters"),
      may(
        "areas",
        { struct: areasOfKey },
        "by area read, write, or nil: not at all; areas that are not named stay as they are",
      ),
      may(
        "networks",
        { list: "string", nullable: true },
        "addresses and networks from which it is taken, within those that it has; none, or nil: from anywhere, as before",
      ),
      may("expires_at", "dateTime.iso8601", "its end, not later than it was"),
    ],
    returns: {},
  },
  rotateOwnKey: {
    operation: operations.rotateOwnKey,
    meaning:
      "Makes a successor of the key with which one calls, with the same rights and the same end. Only this answer has its text. A key that it replaced before ends at once.",
    parameters: [
      may("overlap_hours", "int", "how long the present key is taken beside it, 0 to 168; 24 where absent"),
    ],
    returns: {
      i_key: "int",
      prefix: "string",
      key: "string",
      expires_at: "dateTime.iso8601",
      replaced_until: "dateTime.iso8601",
    },
  },
  endOwnKey: {
    operation: operations.endOwnKey,
    meaning: "Ends the key with which one calls, the key that it replaced, and its successor.",
    parameters: [],
    returns: {},
  },
  getOwnSettings: {
    operation: operations.getOwnSettings,
    meaning: "Reads the settings of the web user as whom one calls, and those of its customer.",
    parameters: [],
    returns: {
      settings: {
        struct: {
          ...chosen,
          name: "string",
          sent_to: "string",
          pending: { struct: { email: "string", until: "dateTime.iso8601" }, nullable: true },
        },
        attributes: personalNames,
      },
      customers: followed,
      alone: "boolean",
    },
  },
  editOwnSettings: {
    operation: operations.editOwnSettings,
    meaning:
      "Changes the name and settings of the web user as whom one calls; what is absent stays, and a setting of nil follows the customer's.",
    parameters: [may("name", "string", "the person's name"), ...ofItsOwn()],
    returns: { i_lang: "string or nil" },
  },
  getPreferences: {
    operation: operations.getPreferences,
    meaning: "Reads the preferences of a customer.",
    parameters: [ofCustomer],
    returns: { preferences: { struct: preferences } },
  },
  setPreferences: {
    operation: operations.setPreferences,
    meaning: "Changes preferences of a customer; what is absent stays.",
    parameters: [
      ofCustomer,
      may(
        "low_balance_threshold",
        "money or nil",
        "below it the customer is told that its balance is low; nil: never",
      ),
      may("mail_support_changes", "boolean", "it is mailed what support changed; only oneself"),
      may("receipt_name", "string", "the name on its sub-customers' receipts"),
      may("receipt_address", "string", "the address on its sub-customers' receipts"),
    ],
    returns: {},
  },
  listRefusals: {
    operation: operations.listRefusals,
    meaning: "Lists the latest refusals to the web users and programs of a customer, the newest first.",
    parameters: [ofCustomer],
    returns: { refusals: { list: { struct: refusal } } },
  },
  getRefusal: {
    operation: operations.getRefusal,
    meaning: "Reads a refusal by its reference.",
    parameters: [needed("reference", "string", "its reference, as people quote it")],
    returns: refusal,
  },
  listApiCalls: {
    operation: operations.listApiCalls,
    meaning: "Lists the last calls of one's own programs, the newest first.",
    parameters: [
      may("door", { words: callDoors }, "only those of XML-RPC (api), REST (rest), or old programs (bridge)"),
      may("i_key", "int", "only those with this key"),
    ],
    returns: {
      calls: {
        list: {
          struct: {
            i_api_call: "string",
            door: "string",
            i_key: "int or nil",
            key_prefix: "string or nil",
            at: "dateTime.iso8601",
            method: "string",
            fault_code: "int or nil",
            address: "string or nil",
            ms: "int",
            reference: "string or nil",
          },
        },
      },
    },
  },
} as const satisfies Readonly<Record<string, Call>>;
