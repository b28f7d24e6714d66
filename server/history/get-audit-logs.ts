import { readInt } from "@/attributes/kinds/number";
import { text } from "@/attributes/kinds/text";
import { plainDecimal } from "@/attributes/reading/decimal";
import type { Actor } from "../actor/actor";
import { readMoment } from "../ground/time/read-time";
import { readVendorTime } from "../ground/time/vendor-time";
import { readId } from "../input/read-id";
import { readPage } from "../input/read-page";
import { byKind, readFilter, readOptional } from "../input/read-parameter";
import type { Raw } from "../operation/needs";
import { operation } from "../operation/operation";
import type { HistoryLine } from "./entry";
import { type AuditedChange, changesAsList, namedAuthor } from "./for-programs";
import { listHistory } from "./list-history";

/** A history entry as programs read it: scalars, and the changes as a list. */
export type AuditLog = Omit<
  HistoryLine,
  "visit" | "by" | "by_support" | "behalf" | "changes" | "detail" | "i_job" | "action" | "resource"
> & {
  /** 'your provider' for everybody above the reader */
  readonly by_name: string;
  readonly by_login: string | null;
  readonly by_address: string | null;
  /** in whose name the actor did it, if not in that of their own customer */
  readonly behalf_of: number | null;
  /** the reference of a support session, and why support opened it */
  readonly support_reference: string | null;
  readonly support_reason: string | null;
  readonly changes: readonly AuditedChange[];
};

/** The same as programs for the original vendor's API read it. */
export type AuditRecord = {
  readonly i_audit_log: string;
  readonly date: Date;
  readonly action: string;
  readonly resource: string;
  /** the new values by attribute, as text */
  readonly audit_info: Readonly<Record<string, string>>;
  /** null: somebody above the reader, or a program without a login */
  readonly login: string | null;
  readonly ip: string | null;
};

const words = byKind(text({ max: 100 }));
const resources = byKind(text({ max: 512 }));

/** The parameters of today's form; a call without any of them is in the original vendor's form. */
const todays = ["since", "until", "who", "what"];

/**
 * Lists the history for programs: that of the scope and everything below it, the newest first. `listHistory` decides
 * what they may read. `offset` and `limit` as everywhere.
 *
 * Filters in today's form: `i_customer`, one customer in the scope; `who`, a part of a login or name; `what`, an
 * operation; from `since` on and before `until`. In the original vendor's form `i_customer` is the scope; the filters
 * are from `start_date` (an hour ago) on and before `end_date` (an hour later), and the whole `action` and `resource`.
 * @throws Refusal 400 if it cannot read a filter
 */
export const getAuditLogs = operation({
  name: "getAuditLogs",
  needs: {
    about: "scope",
    right: null,
    acts: ["read"],
    scope: (raw) => (isVendors(raw) && isSaid(raw.i_customer) ? "i_customer" : "i_wholesaler"),
  },
  effect: "reads",
  stale: "allowed",
  input: (raw, actor) => ({
    ...(isVendors(raw) ? vendorsFilters(raw) : todaysFilters(raw, actor)),
    door: null,
    changed: null,
    support: null,
    job: null,
    visits: false,
    logIns: true,
    lately: false,
    cursor: null,
  }),
  async run(context): Promise<{ audit_logs?: AuditLog[]; records?: AuditRecord[] }> {
    const { entries } = await listHistory.definition.run(context);
    return context.input.record ? { records: entries.map(recordFor) } : { audit_logs: entries.map(logFor) };
  },
});

function isVendors(raw: Raw): boolean {
  return todays.every((name) => raw[name] === undefined);
}

function isSaid(value: unknown): boolean {
  return (value ?? "") !== "";
}

function todaysFilters(raw: Raw, actor: Actor) {
  return {
    record: null,
    i_customer: isSaid(raw.i_customer) ? readId(raw, "i_customer") : null,
    who: readFilter(raw, "who", words) ?? "",
    what: readFilter(raw, "what", words) ?? "",
    since: dateOrNull(readFilter(raw, "since", readMoment)),
    until: dateOrNull(readFilter(raw, "until", readMoment)),
    ...readPage(raw, actor),
  };
}

const hourInMs = 60 * 60 * 1000;
const mostRecords = 100;

function vendorsFilters(raw: Raw) {
  const start = readFilter(raw, "start_date", readVendorTime);
  const end = readFilter(raw, "end_date", readVendorTime);
  return {
    record: {
      action: readFilter(raw, "action", words) ?? null,
      resource: readFilter(raw, "resource", resources) ?? null,
    },
    i_customer: null,
    who: "",
    what: "",
    since: start ?? new Date(Date.now() - hourInMs),
    // up to now, whatever the database's clock says
    until: end ?? (start ? new Date(start.getTime() + hourInMs) : null),
    offset: readPage({ offset: raw.offset }, { door: "api" }).offset,
    limit: readOptional(raw, "limit", (value) => readInt(value, 0, mostRecords)) ?? mostRecords,
  };
}

function recordFor({ i_audit, at, action, resource, by, changes, detail }: HistoryLine): AuditRecord {
  const { renamed, currencies } = detail ?? {};
  const news: Record<string, string> = {};
  if (renamed?.after) news.name = renamed.after;
  if (currencies?.after) news.currency = currencies.after;
  for (const [name, change] of Object.entries(changes))
    news[name] = change === "secret" ? hidden : textOf(change[1]);
  return {
    i_audit_log: i_audit,
    date: at,
    action: action ?? "",
    resource: resource ?? "",
    audit_info: news,
    login: by?.login ?? null,
    ip: by?.address ?? null,
  };
}

/** Stands for a secret that changed. */
const hidden = "***";

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "object") return JSON.stringify(value);
  return /^-?\d+\.\d{6}$/.test(String(value)) ? plainDecimal(String(value)) : String(value);
}

function logFor(entry: HistoryLine): AuditLog {
  const {
    visit: _visit,
    by,
    by_support,
    behalf,
    changes,
    detail: _detail,
    action: _action,
    resource: _about,
    i_job: _job,
    ...told
  } = entry;
  return {
    ...told,
    by_name: namedAuthor({ by, by_support }),
    by_login: by?.login ?? null,
    by_address: by?.address ?? null,
    behalf_of: behalf?.i_customer ?? null,
    support_reference: behalf?.reference ?? null,
    support_reason: behalf?.reason ?? null,
    credential_set_by: told.foreign_credential ? (told.credential_set_by ?? "your provider") : null,
    changes: changesAsList(changes),
  };
}

function dateOrNull(moment: string | undefined): Date | null {
  return moment === undefined ? null : new Date(moment);
}
