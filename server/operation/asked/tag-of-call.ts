import type { Queries } from "../../database/client";
import { readRows } from "../../database/rows";
import { Refusal } from "../../ground/refusal";
import { isTagged, readTag, type TaggedKind, tagged } from "./entity-tags";

/** An operation, as far as its entity tag goes. */
export type Tagging = {
  readonly tag?: TaggedKind;
  readonly needs: { readonly about: "scope" | { readonly what: string } };
};

/** Where one of its calls happens. */
export type PlacesOfCall = {
  readonly scope: { readonly i_customer: number };
  readonly target: { readonly id: number; readonly i_customer: number } | null;
};

/** Whose entity tag the calls of an operation tell; undefined: none. */
export function kindOfTag({ tag, needs: { about } }: Tagging): TaggedKind | undefined {
  if (tag) return tag;
  return about !== "scope" && isTagged(about.what) ? about.what : undefined;
}

/** The entity tag of what a call has written; undefined: it has none, or is not there any more. */
export async function tagNow(
  db: Queries,
  definition: Tagging,
  places: PlacesOfCall,
): Promise<string | undefined> {
  const which = taggedBy(definition, places);
  return (which && (await readTag(db, which.kind, which.id))) ?? undefined;
}

/**
 * Demands that what a call is about is still as it was when the caller read it, and stays so until its own change: locks it.
 * @param match the entity tags of which one must hold; none, or `*`: whatever it is
 * @throws Refusal 412, which says what has changed
 */
export async function demandTag(
  db: Queries,
  definition: Tagging,
  places: PlacesOfCall,
  match: readonly string[],
): Promise<void> {
  if (match.length === 0 || match.includes("*")) return;
  const which = taggedBy(definition, places);
  if (!which) throw withoutTag();
  for (const lock of tagged[which.kind].locks(which.id)) await readRows(db, lock);
  // a statement of its own sees what others wrote while we waited
  const now = await readTag(db, which.kind, which.id);
  // one that was deleted meanwhile is not there, as the body says
  if (now !== null && !match.includes(now)) throw changed(differing(now, match, tagged[which.kind].parts));
}

/** What has the tag; undefined: the call is about nothing that has one. */
function taggedBy(
  definition: Tagging,
  { target, scope }: PlacesOfCall,
): { readonly kind: TaggedKind; readonly id: number } | undefined {
  const kind = kindOfTag(definition);
  if (!kind) return undefined;
  const { about } = definition.needs;
  if (about !== "scope" && about.what === kind) return target ? { kind, id: target.id } : undefined;
  // a brand is its customer's, and what is one's own is the scope's
  return { kind, id: (target ?? scope).i_customer };
}

/** The parts in which a tag differs from the nearest of others; all where none of them is one of these. */
function differing(now: string, match: readonly string[], parts: readonly string[]): readonly string[] {
  const counts = countsIn(now);
  const known = match.map(countsIn).filter((others) => others.length === counts.length);
  const [nearest = parts] = known
    .map((others) => parts.filter((_, place) => others[place] !== counts[place]))
    .toSorted((one, other) => one.length - other.length);
  return nearest;
}

function countsIn(tag: string): readonly string[] {
  return /^"v(\d+(?:-\d+)*)"$/.exec(tag)?.[1]?.split("-") ?? [];
}

function changed(parts: readonly string[]): Refusal {
  const said = parts.join(", ");
  return new Refusal(412, `It has changed since it was read: ${said}`, undefined, {
    key: "changed",
    values: { parts: said },
  });
}

function withoutTag(): Refusal {
  return new Refusal(412, "This has no entity tag; leave the condition out", undefined, { key: "no_tag" });
}
