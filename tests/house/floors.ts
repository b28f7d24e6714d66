/**
 * The floors of `server/`, the lowest first: each imports only from those below it. Every other folder of `server/` is a
 * room of operations; it stands on all of these and imports no other room.
 */
export const floorsBelow = [
  "ground",
  "database",
  "dictionaries",
  "tree",
  "actor",
  "input",
  "queue",
  "outbox",
  "events",
  "files",
  "sums",
  "operation",
  "support-session",
  "brand",
  "credentials",
  "ledger",
  "record",
] as const;

/** The floor above the rooms of operations, which nothing in `server/` imports. */
export const roof = "doors";
