import { codesOf } from "./error-codes";

/** Whether an error says that the database cannot be reached or has just gone, so that trying again may help. */
export function isDatabaseAway(error: unknown): boolean {
  // PostgreSQL's class 57P is a server that is shutting down or starting, 08 a broken connection
  return codesOf(error).some((code) => away.has(code) || /^(57P0|08)/.test(code));
}

const away: ReadonlySet<string> = new Set([
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
