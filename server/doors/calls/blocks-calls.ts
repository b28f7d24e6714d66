import { blockSetters } from "../../customers/list-blocks";
import { blockReasons } from "../../record/block-reasons";
import { operations } from "../operations";
import type { Call } from "./call";
import { may, needed, scope } from "./describe-parameters";
import { told } from "./told-shapes";

const anyBelow = needed("i_customer", "int", "the customer, at any level below the scope");

/** The calls about blocks, by name. */
export const blocksCalls = {
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
  explainBlocks: {
    operation: operations.explainBlocks,
    meaning: "Tells which blocks stop a customer, its own and those above it, the nearest first.",
    parameters: [scope, needed("i_customer", "int", "the customer: oneself or a descendant")],
    returns: {
      below: "int or nil",
      blocks: {
        list: {
          struct: {
            i_block: "int",
            i_customer: "int or nil",
            name: "string or nil",
            own: "boolean",
            ...told.block,
          },
        },
      },
    },
  },
  listBlocks: {
    operation: operations.listBlocks,
    meaning: "Lists the blocks below the scope, the latest first.",
    parameters: [
      scope,
      may("q", "string", "a part of the customer's name"),
      may("reason", { words: blockReasons }, "only those set for this reason"),
      may("who", { words: blockSetters }, "mine: set by one's own customer, others: by anybody else"),
    ],
    returns: {
      blocks: {
        list: {
          struct: {
            i_block: "int",
            i_customer: "int",
            name: "string",
            i_wholesaler: "int",
            parent_name: "string",
            below: "int",
            stopped_by: told.stoppedBy,
            ...told.block,
          },
        },
      },
    },
  },
} as const satisfies Readonly<Record<string, Call>>;
