import type { Node } from "./tree";

/**
 * The nodes from the root down to an actor's customer, as the look-up of its session found them. A page asks several
 * operations in one request, and each would read the same rows again. The door of the web notes them for the very actor that
 * it made for the request, so they last no longer; what writes reads and locks the rows itself.
 */
const found = new WeakMap<object, readonly Node[]>();

/** The same for the places of customers, by what names them. */
const places = new WeakMap<object, Map<string, object>>();

/** Notes what a request found. @param actor the one that this request passes on */
export function noteLineage(actor: object, lineage: readonly Node[]): void {
  found.set(actor, lineage);
}

/** @returns undefined if the actor comes from elsewhere, or has written meanwhile */
export function notedLineage(actor: object): readonly Node[] | undefined {
  return found.get(actor);
}

/** Notes where something is, if the actor's lineage is noted. @param key what names it */
export function notePlace(actor: object, key: string, place: object): void {
  if (!found.has(actor)) return;
  const noted = places.get(actor) ?? new Map<string, object>();
  places.set(actor, noted.set(key, place));
}

/** @returns undefined if the request has not looked for it, or has written meanwhile */
export function notedPlace(actor: object, key: string): object | undefined {
  return places.get(actor)?.get(key);
}

/** A write may have changed the rows. */
export function forgetLineage(actor: object): void {
  found.delete(actor);
  places.delete(actor);
}
