import { operations } from "../operations";
import type { Call } from "./call";
import { may, offset, period, scope } from "./describe-parameters";

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
} as const satisfies Readonly<Record<string, Call>>;
