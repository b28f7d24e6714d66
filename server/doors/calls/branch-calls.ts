import { operations } from "../operations";
import type { Call } from "./call";
import { may, needed, scope } from "./describe-parameters";
import { told } from "./told-shapes";

const ofBranch = needed("i_customer", "int", "the customer: oneself or a descendant");

/** The calls about what is below a customer, and what it may do, by name. */
export const branchCalls = {
  explainRights: {
    operation: operations.explainRights,
    meaning:
      "Explains the rights and limits of oneself or of a customer below: what it has, what is in force, and who lacks the rest.",
    parameters: [scope, ofBranch],
    returns: { rights: told.rights, limits: told.limits },
  },
  findPath: {
    operation: operations.findPath,
    meaning: "Finds the way from the scope down to a customer, both included.",
    parameters: [scope, ofBranch],
    returns: { path: { list: { struct: { i_customer: "int", name: "string" } } } },
  },
  listBranch: {
    operation: operations.listBranch,
    meaning:
      "Lists the direct sub-customers of a customer by name, each with the counts and balances of all below it.",
    parameters: [scope, ofBranch],
    returns: {
      branches: {
        list: {
          struct: {
            i_customer: "int",
            name: "string",
            balance: "money",
            base_currency: "string",
            children: "int",
            descendants: "int",
            sums: { list: { struct: { currency: "string", sum: "money" } } },
            blocked: "boolean",
            stopped_by: told.stoppedBy,
          },
        },
      },
      children: "int",
    },
  },
  whyNot: {
    operation: operations.whyNot,
    meaning:
      "Tells why a web user of a customer, its programs, or a sub-customer that it would create cannot do something: all reasons, none if it would work.",
    parameters: [
      needed("i_customer", "int", "the customer: oneself or a descendant"),
      may("who", "string", "user and the id of a web user, api or new; its default web user where absent"),
      may("what", "string", "name of an operation; createCustomer where absent"),
      may("given", { map: "any" }, "struct of the operation's parameters; missing ones get examples"),
    ],
    returns: {
      reasons: { list: told.reason },
      hints: { list: told.reason },
      assumed: { list: "string" },
      missing: { list: "string" },
      users: {
        list: {
          struct: { i_web_user: "int", login: "string", access_level: "string", default_user: "boolean" },
        },
      },
      who: "string",
      what: "string",
    },
  },
  getOverview: {
    operation: operations.getOverview,
    meaning:
      "Reads the figures of oneself and of everybody below: balances, who needs attention, growth and activity.",
    parameters: [scope],
    returns: {
      name: "string",
      balance: "money",
      credit_limit: "money",
      base_currency: "string",
      is_root: "boolean",
      booked: { list: { struct: { kind: "string", entries: "int", amount: "money" } } },
      threshold: "money or nil",
      needs: "string or nil",
      webhooks_off: "int",
      below: {
        nullable: true,
        struct: {
          direct: "int",
          descendants: "int",
          attention: {
            list: {
              struct: {
                what: "string",
                count: "int",
                isMore: "boolean",
                worst: { list: { struct: { i_customer: "int", name: "string" } } },
              },
            },
          },
          commitment: {
            nullable: true,
            struct: { given: "money", whole: "money", left: "money", nearlyUsedUp: "boolean" },
          },
          sums: {
            list: {
              struct: {
                currency: "string",
                owed: "money",
                held: "money",
                credit: "money",
                customers: "int",
              },
            },
          },
          growth: {
            list: { struct: { month: "string", created: "int", deleted: "int", total: "int" } },
          },
          activity: {
            list: { struct: { day: "day", changes: "int", payments: { map: "money" } } },
          },
        },
      },
    },
  },
} as const satisfies Readonly<Record<string, Call>>;
