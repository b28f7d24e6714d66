// a job calls operations by their names, and its needs are theirs
import "@/server/doors/operations";
import type { LiveSession } from "@/server/credentials/sessions";
import { asker } from "../../session/may";
import type { ActForm, OfferedAct } from "./act-form";
import { block } from "./block";
import { creditLimit } from "./credit-limit";
import { funds } from "./funds";
import { profile } from "./profile";
import { rights } from "./rights";
import { setAttributes } from "./set-attributes";
import { withoutFields } from "./without-fields";

/** The acts that people can choose, in the order in which they stand. */
const actForms: Readonly<Record<OfferedAct, ActForm>> = {
  set_attributes: setAttributes,
  profile,
  rights,
  credit_limit: creditLimit,
  funds,
  block,
  unblock: withoutFields("unblock"),
  invite: withoutFields("invite"),
  one_time_password: withoutFields("one_time_password"),
  delete: withoutFields("delete", { danger: true }),
};

/** The acts in groups, the harmless first. */
const actGroups = {
  details: ["set_attributes", "profile"],
  rights: ["rights"],
  money: ["credit_limit", "funds"],
  state: ["block", "unblock"],
  log_ins: ["invite", "one_time_password"],
  delete: ["delete"],
} as const satisfies Readonly<Record<string, readonly OfferedAct[]>>;

export type ActGroup = keyof typeof actGroups;

/** An act by the name that an address or a form gives it; null: there is none. */
export function actFormOf(name: unknown): { readonly kind: OfferedAct; readonly form: ActForm } | null {
  // Object.keys gives string[]; the table has exactly these keys
  const kind = (Object.keys(actForms) as OfferedAct[]).find((one) => one === name);
  return kind ? { kind, form: actForms[kind] } : null;
}

/** The groups of acts that the reader may do to somebody; none: they may do nothing to many. */
export async function offeredActs(
  session: LiveSession,
): Promise<readonly { readonly group: ActGroup; readonly acts: readonly OfferedAct[] }[]> {
  const may = await asker(session);
  // Object.keys gives string[]; the table has exactly these keys
  return (Object.keys(actGroups) as ActGroup[]).flatMap((group) => {
    const acts: readonly OfferedAct[] = actGroups[group];
    const offered = acts.filter((kind) => actForms[kind].isOffered(may));
    return offered.length === 0 ? [] : [{ group, acts: offered }];
  });
}

/** Whether the reader may do anything to several customers; a page of the list asks that, so the quickest to answer come first. */
export async function mayActOnMany(session: LiveSession): Promise<boolean> {
  const may = await asker(session);
  return quickest.some((kind) => actForms[kind].isOffered(may));
}

const quickest: readonly OfferedAct[] = ["block", "funds", "invite", "credit_limit", "set_attributes"];
