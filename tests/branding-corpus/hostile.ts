import type { RemovalReason } from "@/server/branding/removal";

/** A stylesheet that somebody could mean ill with, and what must become of it. */
export interface Hostile {
  readonly name: string;
  readonly css: string;
  /** the reason that its report must name; null where it is served as something harmless, without a word */
  readonly why: RemovalReason | null;
  /** what must be in the answer; without it nothing may be left */
  readonly left: string | null;
}

/** Of this nothing may be left. */
export function gone(name: string, css: string, why: RemovalReason): Hostile {
  return { name, css, why, left: null };
}

/** Of this something harmless is left. */
export function tamed(name: string, css: string, why: RemovalReason | null, left: string): Hostile {
  return { name, css, why, left };
}
