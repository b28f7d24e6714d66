import { operations } from "../operations";
import type { Call } from "./call";
import { needed } from "./describe-parameters";
import type { Members } from "./shape";

const which = needed("reference", "string", "its reference, as people quote it");

const session = {
  reference: "string",
  login: "string",
  staff: "string",
  own: "boolean",
  endable: "boolean",
  i_customer: "int",
  name: "string",
  there: "boolean",
  reason: "string",
  refused: "boolean",
  address: "string or nil",
  opened_at: "dateTime.iso8601",
  ends_at: "dateTime.iso8601",
  changes_at: "dateTime.iso8601 or nil",
  ended_at: "dateTime.iso8601 or nil",
  ended_by: "string or nil",
  changes: "int",
} as const satisfies Members;

/** The calls about support sessions, by name. */
export const supportCalls = {
  listSupportSessions: {
    operation: operations.listSupportSessions,
    meaning:
      "Lists the support sessions of one's own staff and of those below: those that run, and the others, the newest first.",
    parameters: [],
    returns: { running: { list: { struct: session } }, ended: { list: { struct: session } } },
  },
  getSupportSession: {
    operation: operations.getSupportSession,
    meaning: "Reads a support session.",
    parameters: [which],
    returns: session,
  },
  endSupportSession: {
    operation: operations.endSupportSession,
    meaning: "Ends a support session at once, in whatever browser it runs.",
    parameters: [which],
    returns: {},
  },
} as const satisfies Readonly<Record<string, Call>>;
