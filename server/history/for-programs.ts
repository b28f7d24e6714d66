import type { Changes } from "../operation/changes";
import type { HistoryEntry } from "./entry";

/** The values before and after a change. Of a secret we tell only that it changed. */
export type AuditedChange = {
  readonly attribute: string;
  readonly before: unknown;
  readonly after: unknown;
};

/** Changes as a list, for programs. */
export function changesAsList(changes: Changes): AuditedChange[] {
  return Object.entries(changes).map(([attribute, change]) => {
    const [before, after] = change === "secret" ? [null, null] : change;
    return { attribute, before, after };
  });
}

/** What programs are told of who did it: of everybody above the reader no name. */
export function namedAuthor({ by, by_support }: Pick<HistoryEntry, "by" | "by_support">): string {
  return by?.name ?? (by_support ? "support" : "your provider");
}
