// a job calls operations by their names, and its needs are theirs
import "@/server/doors/operations";
import type { LiveSession } from "@/server/credentials/sessions";
import type { ActName } from "@/server/jobs/acts/acts";
import { asker } from "../../session/may";
import type { ActForm } from "./act-form";
import { block } from "./block";
import { setAttributes } from "./set-attributes";

/** The acts that people can choose, in the order in which they stand. */
export const actForms: Readonly<Partial<Record<ActName, ActForm>>> = {
  set_attributes: setAttributes,
  block,
};

/** The acts in groups, the harmless first. */
export const actGroups = {
  details: ["set_attributes"],
  state: ["block"],
} as const satisfies Readonly<Record<string, readonly ActName[]>>;

export type ActGroup = keyof typeof actGroups;

/** An act by the name that an address or a form gives it; null: there is none. */
export function actFormOf(name: unknown): { readonly kind: ActName; readonly form: ActForm } | null {
  // Object.keys gives string[]; the table has exactly these keys
  const kind = (Object.keys(actForms) as ActName[]).find((one) => one === name);
  const form = kind && actForms[kind];
  return kind && form ? { kind, form } : null;
}

/** The groups of acts that the reader may do to somebody; none: they may do nothing to many. */
export async function offeredActs(
  session: LiveSession,
): Promise<readonly { readonly group: ActGroup; readonly acts: readonly ActName[] }[]> {
  const may = await asker(session);
  // Object.keys gives string[]; the table has exactly these keys
  return (Object.keys(actGroups) as ActGroup[]).flatMap((group) => {
    const acts: readonly ActName[] = actGroups[group];
    const offered = acts.filter((kind) => actForms[kind]?.isOffered(may) ?? false);
    return offered.length === 0 ? [] : [{ group, acts: offered }];
  });
}
