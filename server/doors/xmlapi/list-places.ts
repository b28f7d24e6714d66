/** Where a caller's list went on to, so that its next page need not be counted from the beginning. */
type ListPlace = { readonly offset: number; readonly after: number; readonly until: number };

/**
 * Offsets below this are always counted: that takes a few milliseconds, and whoever pages there gets exactly that offset of
 * the list as it is now. Beyond it a caller who goes on where its last page ended gets what follows that page, even if
 * customers before it were deleted meanwhile.
 */
export const leastRemembered = 10_000;

const lastsMs = 60_000;
const most = 1_000;

/** By caller and scope, the one that was used last at the end. A process knows only its own; another counts. */
const places = new Map<string, ListPlace>();

/** @returns the id after which an offset begins, if the same caller's last page ended there; else null */
export function placeOf(caller: string, offset: number, now = Date.now()): number | null {
  const place = places.get(caller);
  return place && place.offset === offset && place.until > now ? place.after : null;
}

/** Remembers that a page ended before an offset with a customer. */
export function rememberPlace(caller: string, offset: number, after: number, now = Date.now()): void {
  if (offset < leastRemembered) return;
  places.delete(caller);
  places.set(caller, { offset, after, until: now + lastsMs });
  const [oldest] = places.keys();
  if (places.size > most && oldest !== undefined) places.delete(oldest);
}
