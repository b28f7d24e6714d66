/**
 * What the keys of programs reach, in words: areas, and in each of them nothing, reading, or reading and writing. For the
 * server and the browser alike, so it imports nothing. Source: rest, 'Who calls'.
 */

/** The areas, in the order in which pages name them. */
export const keyAreas = [
  "customers",
  "money",
  "blocks",
  "web_users",
  "tariffs",
  "routing",
  "profiles",
  "notes",
  "history",
  "branding",
  "support",
  "own",
  "webhooks",
] as const;
export type KeyArea = (typeof keyAreas)[number];

/** How far a key reaches into an area that it reaches at all; who writes may read. */
export const keyReaches = ["read", "write"] as const;
export type KeyReach = (typeof keyReaches)[number];

/** The areas that a key reaches; absent: nothing of it. */
export type KeyAreas = Readonly<Partial<Record<KeyArea, KeyReach>>>;

/** Whether a key with these areas may read, or write, in one of them. */
export function reaches(areas: KeyAreas, area: KeyArea, reach: KeyReach): boolean {
  return areas[area] === "write" || areas[area] === reach;
}
