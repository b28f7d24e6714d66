import { codesOf } from "./error-codes";

/**
 * Whether an error says that the database is unreachable or just went away, so that a retry may help. One that takes no
 * writes counts as away, too: it is a standby that is about to take over, or a primary that lost its place.
 */
export function isDatabaseAway(error: unknown): boolean {
  // the driver's own words, for which it has no code
  if (error instanceof Error && /^Connection terminated|is not queryable$/.test(error.message)) return true;
  // PostgreSQL's class 57P means that the server is starting or shutting down, 08 that the connection broke
  return codesOf(error).some((code) => away.has(code) || /^(57P0|08)/.test(code));
}

const away: ReadonlySet<string> = new Set([
  // PostgreSQL's 'read-only transaction'
  "25006",
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "ETIMEDOUT",
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);
