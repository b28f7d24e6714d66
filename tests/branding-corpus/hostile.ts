import type { RemovalReason } from "@/server/brand/stylesheet/removal";

/** A stylesheet that an attacker might use, and what must become of it. */
export interface Hostile {
  readonly name: string;
  readonly css: string;
  /** the reason that the report must name; null if we serve something harmless without a report */
  readonly why: RemovalReason | null;
  /** what the result must contain; absent: nothing may be left */
  readonly left: string | null;
}

/** A case of which nothing may be left. */
export function gone(name: string, css: string, why: RemovalReason): Hostile {
  return { name, css, why, left: null };
}

/** A case of which something harmless is left. */
export function tamed(name: string, css: string, why: RemovalReason | null, left: string): Hostile {
  return { name, css, why, left };
}
