import { doors } from "../../history/entry";
import { operations } from "../operations";
import type { Call } from "./call";
import { may, offset, period, scope } from "./describe-parameters";
import type { Members, Shape } from "./shape";

/** What was renamed, and what otherwise became another word. */
export const beforeAndAfter = {
  struct: { before: "string or nil", after: "string or nil" },
} as const satisfies Shape;

/** What an entry tells of a support session, as its events do. */
export const supportOfEntry = {
  struct: {
    minutes: "int",
    page: "string",
    by: "string",
    despite_refusal: "boolean",
    consent: "boolean",
  },
} as const satisfies Shape;

/** An entry as far as its reader may know it. */
const entry = {
  i_audit: "string",
  at: "dateTime.iso8601",
  operation: "string",
  door: "string",
  i_customer: "int",
  name: "string",
  currency: "string or nil",
  by: {
    struct: { name: "string", login: "string or nil", address: "string or nil" },
    nullable: true,
  },
  behalf: {
    struct: { i_customer: "int", name: "string", reference: "string or nil", reason: "string or nil" },
    nullable: true,
  },
  by_support: "boolean",
  foreign_credential: "boolean",
  credential_set_by: "string or nil",
  refused: "int or nil",
  i_job: "int or nil",
  changes: { map: "any" },
  detail: {
    struct: {
      reason: "string",
      text: "string",
      note: "string",
      amount: { struct: { amount: "money", currency: "string" } },
      renamed: beforeAndAfter,
      currencies: beforeAndAfter,
      until: "dateTime.iso8601",
      alias: "string",
      served_until: "dateTime.iso8601",
      support: supportOfEntry,
      job: { struct: { state: "string", changed: "int", unchanged: "int", refused: "int" } },
      invited_until: "dateTime.iso8601",
      key: "string",
      areas: { struct: { before: { map: "string" }, after: { map: "string" } } },
      networks: { struct: { before: { list: "string" }, after: { list: "string" } } },
      ends: { struct: { before: "dateTime.iso8601", after: "dateTime.iso8601" } },
      about: { struct: { i_customer: "int", name: "string" } },
    },
    nullable: true,
  },
} as const satisfies Members;

/** The calls about what was done, by name. */
export const historyCalls = {
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
  listHistory: {
    operation: operations.listHistory,
    meaning: "Lists who did what in one's scope, the newest first.",
    parameters: [
      scope,
      may("i_customer", "int", "of this customer alone"),
      may("who", "string", "part of a login or name"),
      may("what", "string", "name of an operation"),
      may("door", { words: doors }, "only what came through this door"),
      may("changed", "string", "only changes of this attribute"),
      may("job", "int", "only what this job did"),
      may("support", "string", "only what this support session did, by its reference"),
      may("log_ins", "boolean", "false: without the log-ins that nobody refused"),
      may(
        "since",
        "day or moment",
        "from then on: a moment, or a day in the time zone of the caller's customer",
      ),
      may("until", "day or moment", "before that moment, or to the end of that day"),
    ],
    returns: { entries: { list: { struct: entry } } },
  },
} as const satisfies Readonly<Record<string, Call>>;
