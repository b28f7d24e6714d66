import { type AttributeName, attributeNames, attributeOf } from "@/attributes/customer";
import { listedNames, requiredNames } from "@/attributes/lists";
import { operations } from "../operations";
import { customersInBatches } from "./customers-in-batches";
import { attributeParameters, may, needed, offset, page, period, scope } from "./describe-parameters";
import { invertedBalance } from "./inverted-balance";
import { jobMethods } from "./job-methods";
import type { Method, Perform } from "./method";
import type { Members, Shape } from "./shapes";

const target = needed("i_customer", "int", "the sub-customer");
const anyBelow = needed("i_customer", "int", "the customer, at any level below the scope");
/** The methods, by name. Source: seed; semantics, 'The XML-RPC door'. */
export const methods = {
  createCustomer: {
    operation: operations.createCustomer,
    meaning: "Creates a sub-customer. Absent attributes get their defaults.",
    parameters: [scope, ...attributeParameters(requiredNames)],
    returns: { i_customer: "int" },
  },
  getCustomerInfo: {
    operation: operations.getCustomerInfo,
    meaning: "Reads all attributes of oneself or of a customer below, at any level; secrets never come out.",
    parameters: [
      scope,
      may("i_customer", "int", "the customer; this or name is required"),
      may("name", "string", "the customer's name"),
    ],
    returns: { customer: { struct: customerMembers() } },
    turns: invertedBalance,
  },
  updateCustomer: {
    operation: operations.updateCustomer,
    meaning: "Changes a sub-customer. Absent attributes stay as they are; at least one is required.",
    parameters: [scope, target, ...attributeParameters([])],
    returns: {},
  },
  deleteCustomer: {
    operation: operations.deleteCustomer,
    meaning: "Deletes a sub-customer that has none itself; a balance is written off.",
    parameters: [scope, target],
    returns: {},
  },
  listCustomers: {
    operation: operations.listCustomers,
    meaning: "Lists the direct sub-customers, ordered by i_customer.",
    parameters: [scope, offset, may("limit", "int", "how many at most; all where absent")],
    returns: {
      customers: {
        list: {
          struct: {
            i_customer: "int",
            ...membersOf(listedNames),
            base_currency: "string",
          },
        },
      },
    },
    streams: customersInBatches,
  },
  authCustomer: {
    operation: operations.authCustomer,
    meaning:
      "Tells whether a login and a password belong together. Fault 410: authenticated by the one-time password, which is thereby used up.",
    parameters: [
      needed("username", "string", "login of a web user"),
      needed("password", "string", "its password, or its one-time password"),
    ],
    returns: { i_customer: "int", i_web_user: "int", i_access_level: "string" },
  },
  resetCustomerOneTimePassword: {
    operation: operations.resetCustomerOneTimePassword,
    meaning: "Gives a web user a new one-time password, good for 24 hours, once.",
    parameters: [needed("web_login", "string", "login of the customer, or of one of its web users")],
    returns: { password: "string" },
  },
  blockCustomer: {
    operation: operations.blockCustomer,
    meaning:
      "Blocks a customer below, at any level: log-ins and API calls of it and of everyone below it stop.",
    parameters: [
      scope,
      anyBelow,
      may("reason", "string", "non-payment, fraud, own-wish or other; other where absent"),
      may("note", "string", "for those who manage the customer"),
      may("text", "string", "what the customer is told"),
    ],
    returns: { i_customer: "int", blocked: "boolean", affected: "int" },
  },
  unblockCustomer: {
    operation: operations.unblockCustomer,
    meaning: "Lifts the blocks that the caller, or somebody below the caller, set.",
    parameters: [scope, anyBelow],
    returns: { i_customer: "int", blocked: "boolean" },
  },
  customerAddFunds: funds(operations.customerAddFunds, "Books a payment of a sub-customer."),
  customerCredit: funds(operations.customerCredit, "Credits a sub-customer."),
  customerDebit: funds(operations.customerDebit, "Charges a sub-customer."),
  getDictionary: {
    operation: operations.getDictionary,
    meaning:
      "Reads a dictionary: the ids that attributes refer to and their names, as a struct and as a list in order.",
    parameters: [
      needed(
        "name",
        "string",
        "time_zones (or timezones), languages, export_types, currencies, payment_methods, start_pages, password_policies, protocols, proto_transports, tariff_types, upload_types, media_relays, media_relay_types, qmon_actions, forward_did_modes, privacy_modes, ca_list_types, ssl_certificate_types, ssl_use_domain_types or trunk_policies",
      ),
      may("type", "string", "of languages: web or ivr; web where absent"),
      may("i_lang", "string", "language of the names; en where absent"),
    ],
    returns: {
      dictionary: { map: "string" },
      entries: { list: { struct: { id: "any", name: "string" } } },
    },
  },
  validatePassword: {
    operation: operations.validatePassword,
    meaning:
      "Judges a password, which is not kept. One that would be refused is fault 400, with all reasons.",
    parameters: [
      needed("password", "string", "the password"),
      may("i_customer", "int", "for whom; a new sub-customer where absent"),
      may("i_password_policy", "int", "the policy that it is to have"),
      may("name", "string", "its name, which the password must not be"),
      may("web_login", "string", "its login, which the password must not be"),
      may("web_label", "string", "the same, under the original vendor's name"),
      may("lang", "string", "language of the reasons, en or ru; en where absent or anything else"),
    ],
    returns: { valid: "boolean", reasons: { list: "string" }, policy: "int" },
  },
  listLedger: {
    operation: operations.listLedger,
    meaning: "Lists the entries of a customer's ledger, the newest first.",
    parameters: [
      scope,
      needed("i_customer", "int", "the customer: oneself, a descendant, or a deleted one"),
      may("kind", "string", "opening, payment, credit, charge, correction or write-off"),
      ...period(),
      may("min_amount", "double", "smallest amount, with its sign"),
      may("max_amount", "double", "largest amount, with its sign"),
      may("note", "string", "what the note holds"),
      ...page(),
    ],
    returns: {
      entries: {
        list: {
          struct: {
            i_entry: "string",
            at: "dateTime.iso8601",
            kind: "string",
            amount: "double",
            balance_before: "double",
            balance_after: "double",
            currency: "string",
            note: "string",
            payment_date: "string or nil",
            payment_time: "time or nil",
            by: "string or nil",
          },
        },
      },
    },
  },
  getAuditLogs: {
    operation: operations.getAuditLogs,
    meaning:
      "Lists who did what in one's scope, the newest first: audit_logs where since, until, who or what is said, else records in the original vendor's form.",
    parameters: [
      scope,
      may("i_customer", "int", "of this customer alone; in the original vendor's form the scope"),
      may("who", "string", "part of a login or name"),
      may("what", "string", "name of an operation"),
      ...period(),
      may("start_date", "time", "from then on; an hour ago where absent"),
      may("end_date", "time", "before then; an hour after start_date where absent"),
      may("action", "string", "what was done, in the original vendor's words, as a whole"),
      may("resource", "string", "what it was about, as a whole"),
      offset,
      may("limit", "int", "how many at most; 1000 where absent, in the original vendor's form 100"),
    ],
    returns: {
      records: {
        list: {
          struct: {
            i_audit_log: "string",
            date: "time",
            action: "string",
            resource: "string",
            audit_info: { map: "string" },
            login: "string or nil",
            ip: "string or nil",
          },
        },
      },
      audit_logs: {
        list: {
          struct: {
            i_audit: "string",
            at: "dateTime.iso8601",
            operation: "string",
            door: "string",
            i_customer: "int",
            name: "string",
            by_name: "string",
            by_login: "string or nil",
            by_address: "string or nil",
            behalf_of: "int or nil",
            support_reference: "string or nil",
            support_reason: "string or nil",
            foreign_credential: "boolean",
            credential_set_by: "string or nil",
            refused: "int or nil",
            currency: "string or nil",
            changes: { list: { struct: { attribute: "string", before: "any", after: "any" } } },
          },
        },
      },
    },
  },
  ...jobMethods,
} as const satisfies Readonly<Record<string, Method>>;

/** What callers read of a customer: its ids, its place and its attributes. Source: semantics, 'Getting and listing'. */
function customerMembers(): Members {
  return {
    i_customer: "int",
    i_wholesaler: "int or nil",
    ...membersOf(attributeNames.filter((name) => attributeOf(name).returned)),
    base_currency: "string",
    i_web_user: "int",
    i_access_level: "string",
    default_user: "boolean",
    blocked: "boolean",
  };
}

function membersOf(names: readonly AttributeName[]): Members {
  return Object.fromEntries(names.map((name): [string, Shape] => [name, attributeOf(name).kind.wire]));
}

function funds(operation: Perform, meaning: string): Method {
  return {
    operation,
    meaning: `${meaning} The same call again with the same idempotency_key books nothing and gets the first answer.`,
    parameters: [
      scope,
      target,
      needed("amount", "double", "above 0"),
      may("currency", "string", "the customer's base_currency, to be safe"),
      may("payment_notes", "string", "kept with the entry"),
      may("payment_date", "string", "day of the payment, YYYY-MM-DD"),
      may(
        "payment_time",
        "time",
        "moment of the payment, whose day in the scope's time zone is payment_date",
      ),
      may("idempotency_key", "string", "1 to 128 characters; kept for good"),
    ],
    returns: {
      i_customer: "int",
      i_entry: "string",
      at: "dateTime.iso8601",
      kind: "string",
      amount: "double",
      currency: "string",
      balance_before: "double",
      balance_after: "double",
      payment_notes: "string",
      payment_date: "string or nil",
      payment_time: "time or nil",
    },
  };
}
