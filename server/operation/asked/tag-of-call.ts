import type { Queries } from "../../database/client";
import { isTagged, readTag, type TaggedKind } from "./entity-tags";

/** An operation, as far as its entity tag goes. */
type Tagging = {
  readonly tag?: TaggedKind;
  readonly effect: string;
  readonly needs: { readonly about: "scope" | { readonly what: string } };
};

/** Where one of its calls happens. */
type PlacesOfCall = {
  readonly scope: { readonly i_customer: number };
  readonly target: { readonly id: number; readonly i_customer: number } | null;
  /** as it was read with the target */
  readonly tag?: string;
};

/** Whose entity tag the calls of an operation tell; undefined: none. */
export function kindOfTag({ tag, needs: { about } }: Tagging): TaggedKind | undefined {
  if (tag) return tag;
  return about !== "scope" && isTagged(about.what) ? about.what : undefined;
}

/** What is told of a call once its body has run. Of what was read, the tag was read before it, with its target. */
export async function toldOf(
  definition: Tagging,
  db: Queries,
  places: PlacesOfCall,
): Promise<{ readonly tag?: string }> {
  const tag = definition.effect === "reads" ? places.tag : await tagNow(definition, db, places);
  return tag ? { tag } : {};
}

async function tagNow(definition: Tagging, db: Queries, places: PlacesOfCall): Promise<string | null> {
  const kind = kindOfTag(definition);
  if (!kind) return null;
  const id = taggedId(definition, kind, places);
  return id === undefined ? null : await readTag(db, kind, id);
}

/** The id by which the tag's counts are found; undefined: the call is about nothing that has a tag. */
function taggedId(
  { tag, needs: { about } }: Tagging,
  kind: TaggedKind,
  { target, scope }: PlacesOfCall,
): number | undefined {
  if (about !== "scope" && about.what === kind) return target?.id;
  // a brand is its customer's, and what is one's own is the scope's
  return tag ? (target ?? scope).i_customer : undefined;
}
