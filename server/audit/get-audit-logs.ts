import { text } from "@/attributes/kinds/text";
import { readId } from "../customers/read-id";
import { readPage } from "../customers/read-page";
import { byKind, readFilter } from "../customers/read-parameter";
import { readMoment } from "../customers/read-time";
import { operation } from "../operation";
import type { Changes } from "./audit";
import { type HistoryLine, listHistory } from "./list-history";

/** An entry of the history as programs read it: scalars, and the changes as a list. */
export type AuditLog = Omit<HistoryLine, "visit" | "by" | "by_support" | "behalf" | "changes" | "detail"> & {
  /** 'your provider' for everybody above the reader */
  readonly by_name: string;
  readonly by_login: string | null;
  readonly by_address: string | null;
  /** in whose name it was done, where it was not the actor's own customer */
  readonly behalf_of: number | null;
  /** of a support session: what it is quoted by, and why it was opened */
  readonly support_reference: string | null;
  readonly support_reason: string | null;
  readonly changes: readonly AuditedChange[];
};

/** What a change made of what. Of a secret neither is told, only that it changed. */
type AuditedChange = {
  readonly attribute: string;
  readonly before: unknown;
  readonly after: unknown;
};

const words = byKind(text({ max: 100 }));

/**
 * The history as programs ask for it: that of the scope and everything below it, or of one customer in it, the newest
 * first. What may be read is `listHistory`'s to say. Filters: `i_customer`; `who`, a part of a login or name; `what`,
 * an operation; `since` (from then on) and `until` (before then). `offset` and `limit` as everywhere.
 * @throws Refusal 400 a filter that cannot be read
 */
export const getAuditLogs = operation({
  name: "getAuditLogs",
  needs: { right: null, acts: ["read"], scope: "i_wholesaler" },
  writes: false,
  input: (raw, actor) => ({
    i_customer: (raw.i_customer ?? "") === "" ? null : readId(raw, "i_customer"),
    who: readFilter(raw, "who", words) ?? "",
    what: readFilter(raw, "what", words) ?? "",
    door: null,
    changed: null,
    support: null,
    visits: false,
    brief: false,
    since: dateOrNull(readFilter(raw, "since", readMoment)),
    until: dateOrNull(readFilter(raw, "until", readMoment)),
    ...readPage(raw, actor),
    cursor: null,
  }),
  async run(context): Promise<{ audit_logs: AuditLog[] }> {
    const { entries } = await listHistory.definition.run(context);
    return { audit_logs: entries.map(logFor) };
  },
});

function logFor({
  by,
  by_support,
  behalf,
  changes,
  detail: _detail,
  visit: _visit,
  ...entry
}: HistoryLine): AuditLog {
  return {
    ...entry,
    by_name: by?.name ?? (by_support ? "support" : "your provider"),
    by_login: by?.login ?? null,
    by_address: by?.address ?? null,
    behalf_of: behalf?.i_customer ?? null,
    support_reference: behalf?.reference ?? null,
    support_reason: behalf?.reason ?? null,
    credential_set_by: entry.foreign_credential ? (entry.credential_set_by ?? "your provider") : null,
    changes: listOf(changes),
  };
}

function listOf(changes: Changes): AuditedChange[] {
  return Object.entries(changes).map(([attribute, change]) => {
    const [before, after] = change === "secret" ? [null, null] : change;
    return { attribute, before, after };
  });
}

function dateOrNull(moment: string | undefined): Date | null {
  return moment === undefined ? null : new Date(moment);
}
