import { attributeNames, attributeOf } from "@/attributes/customer";
import { foundBesideNames, foundNames, listedNames, requiredNames } from "@/attributes/lists";
import { areas } from "@/attributes/rights";
import { sortingNames } from "../../customers/sortings";
import { attentions } from "../../record/attention";
import { stoppingStates } from "../../record/stopping";
import { operations } from "../operations";
import type { Call } from "./call";
import {
  attributeMembers,
  attributeParameters,
  attributeParametersOf,
  may,
  needed,
  offset,
  scope,
} from "./describe-parameters";
import type { Members } from "./shape";
import { told } from "./told-shapes";

const target = needed("i_customer", "int", "the sub-customer");

/** What one sets of oneself. Passwords, and what else leads to a log-in, are changed in person. */
const ownAttributes = attributeNames.filter(
  (name) => attributeOf(name).setBy === "parent+self" && !attributeOf(name).opensLogIn,
);

/** What comes out of what goes in: all but secrets. */
const returned = attributeNames.filter((name) => attributeOf(name).returned);

/** What a customer may lack is nil. */
const beside: Members = Object.fromEntries(foundBesideNames.map((name) => [name, "string or nil"]));

/** The calls about customers, by name. Source: seed; semantics, 'The XML-RPC door'. */
export const customersCalls = {
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
    returns: { customer: { struct: customerMembers(), attributes: returned } },
  },
  updateCustomer: {
    operation: operations.updateCustomer,
    meaning: "Changes a sub-customer. Absent attributes stay as they are; at least one is required.",
    parameters: [scope, target, ...attributeParameters([])],
    returns: {},
  },
  updateOwnData: {
    operation: operations.updateOwnData,
    meaning:
      "Changes one's own data, as far as it is not one's provider's to set; what leads to a log-in is changed in person.",
    parameters: attributeParametersOf(ownAttributes),
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
            ...attributeMembers(listedNames),
            base_currency: "string",
          },
          attributes: listedNames,
        },
      },
    },
  },
  findCustomers: {
    operation: operations.findCustomers,
    meaning: "Finds customers at all levels below: searches, filters and sorts them.",
    parameters: [
      scope,
      may(
        "q",
        "string",
        "what is searched for: a part of a name, login, company, e-mail, phone or alias, or an id",
      ),
      may("name", "string", "the exact name"),
      may("direct", "boolean", "only direct sub-customers"),
      may("currency", "string", "only those with this base_currency"),
      may("right", { words: areas }, "only those with this right"),
      may("needs", { words: attentions }, "only those that need attention for this reason"),
      may(
        "blocked",
        { words: Object.values(stoppingStates) },
        "0: only those that work, 1: blocked, above: stopped by a block above",
      ),
      may("i_tariff", "int", "only those with this tariff"),
      may("owes", "int", "only those that have owed for so many days"),
      may("min", "money", "smallest balance"),
      may("max", "money", "largest balance"),
      may("sort", { words: sortingNames }, "by what the list is ordered; name where absent"),
      may("order", { words: ["asc", "desc"] }, "asc where absent"),
    ],
    returns: {
      customers: {
        list: {
          struct: {
            i_customer: "int",
            i_wholesaler: "int",
            parent_name: "string",
            ...attributeMembers(foundNames),
            base_currency: "string",
            created_at: "dateTime.iso8601",
            blocked: "boolean",
            stopped_by: told.stoppedBy,
            ...beside,
            matched: { struct: { number: "string or nil" }, nullable: true },
          },
          attributes: [...foundNames, ...foundBesideNames],
        },
      },
    },
  },
} as const satisfies Readonly<Record<string, Call>>;

/** What callers read of a customer: its ids, its place and its attributes. Source: semantics, 'Getting and listing'. */
function customerMembers(): Members {
  return {
    i_customer: "int",
    i_wholesaler: "int or nil",
    ...attributeMembers(returned),
    base_currency: "string",
    i_web_user: "int",
    i_access_level: "string",
    default_user: "boolean",
    blocked: "boolean",
  };
}
