import { codesOf } from "./error-codes";

/** Whether an error says that the database is unreachable or just went away, so that a retry may help. */
export function isDatabaseAway(error: unknown): boolean {
  // the driver's own words, for which it has no code
  if (error instanceof Error && error.message.startsWith("Connection terminated")) return true;
  // PostgreSQL's class 57P means that the server is starting or shutting down, 08 that the connection broke
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
