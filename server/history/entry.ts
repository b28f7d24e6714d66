import { attributeOf, isAttributeName } from "@/attributes/customer";
import type { Actor, Door } from "../actor/actor";
import type { Changes } from "../operation/changes";
import { isWithin, type Node, rootCustomer } from "../tree/tree";
import { detailFor, type EntryDetail } from "./entry-detail";

export type HistoryEntry = {
  readonly i_audit: string;
  readonly at: Date;
  readonly operation: string;
  readonly door: string;
  /** the customer acted on: its id and name, which may be gone by now */
  readonly i_customer: number;
  readonly name: string;
  /** the customer's; null once it is deleted */
  readonly currency: string | null;
  /** null: somebody above the reader, 'your provider', whose login and address we do not tell */
  readonly by: {
    readonly name: string;
    readonly login: string | null;
    readonly address: string | null;
  } | null;
  /**
   * in whose name the actor did it, if not in that of their own customer, and support's reason: only that customer and
   * those above it learn this
   */
  readonly behalf: {
    readonly i_customer: number;
    readonly name: string;
    readonly reference: string | null;
    readonly reason: string | null;
  } | null;
  /** whether the operator's own staff did it, whom customers know as 'support' */
  readonly by_support: boolean;
  /** whether the actor used a credential that somebody other than its owner had set */
  readonly foreign_credential: boolean;
  /** the name of the customer whose user set it; null: somebody above the reader, or nobody else */
  readonly credential_set_by: string | null;
  readonly changes: Changes;
  /** what else there is to say, apart from the changes */
  readonly detail: EntryDetail | null;
  /** the code with which we refused a trusted host's call; null: we did it */
  readonly refused: number | null;
  /** the job that it belongs to, for the people of the customer whose job it is; null: none */
  readonly i_job: number | null;
  /** what the original vendor calls it, and what it was about; only if `record` asked for them */
  readonly action?: string;
  readonly resource?: string;
};

/** A line of the list. A whole support session is one line: its first entry, with all its entries, the oldest first. */
export type HistoryLine = HistoryEntry & {
  /** null: the entry belongs to no support session, or stands alone */
  readonly visit: { readonly steps: readonly HistoryEntry[]; readonly more: boolean } | null;
};

/** The doors that a reader can filter by. */
export const doors = [
  "web",
  "api",
  "rest",
  "bridge",
  "trusted",
  "support",
  "system",
] as const satisfies readonly Door[];

/** A row of the history, as the list reads it. */
export type Row = Omit<HistoryEntry, "by" | "by_support" | "behalf" | "detail"> & {
  readonly behalf_customer: number | null;
  readonly behalf_path: string | null;
  readonly behalf_name: string | null;
  readonly i_support: number | null;
  readonly support_reference: string | null;
  readonly support_reason: string | null;
  readonly detail: unknown;
  readonly actor_customer: number;
  readonly path: string;
  readonly own: boolean;
  readonly actor_name: string;
  readonly actor_login: string | null;
  readonly address: string | null;
};

/**
 * What a reader learns of a row.
 * @param unopened below the direct level and not opened, so without contact data. Source: semantics, 'The tree'
 */
export function entryFor(row: Row, actor: Actor, reader: Node, unopened: boolean): HistoryEntry {
  const { own, actor_name, actor_login, actor_customer, address, detail, path: _path, ...kept } = row;
  const { behalf_customer, behalf_path, behalf_name, i_support: _session, ...more } = kept;
  const { support_reference, support_reason, ...told } = more;
  const readable = Object.entries(row.changes).filter(([name]) => {
    if (!isAttributeName(name)) return true;
    const { group, toSelf } = attributeOf(name);
    if (unopened && (group === "contact" || group === "notifications")) return false;
    return row.i_customer !== reader.i_customer || toSelf === "shown";
  });
  // the reason may be about the customer that support opened, so those below it may not read it
  const isTold = behalf_path !== null && isWithin(behalf_path, reader.path);
  return {
    ...told,
    i_job: (behalf_customer ?? actor_customer) === actor.i_customer ? row.i_job : null,
    behalf:
      isTold && behalf_customer !== null
        ? {
            i_customer: behalf_customer,
            name: behalf_name ?? "",
            reference: support_reference,
            reason: support_reason,
          }
        : null,
    by_support: row.door === "support" && actor_customer === rootCustomer,
    // how the staff log in is the provider's own business
    ...(row.door === "support" && !own ? { foreign_credential: false, credential_set_by: null } : {}),
    by: own ? { name: actor_name, login: actor_login, address } : null,
    changes: Object.fromEntries(readable),
    // what support did in a customer's name counts as the customer's own; a trusted host still acts as root
    detail: detailFor(
      row.door === "support" && behalf_customer !== null
        ? { ...row, own: own || isTold, actor_customer: behalf_customer, detail }
        : { ...row, own, actor_customer, detail },
      actor,
    ),
  };
}
