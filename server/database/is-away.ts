import { z } from "zod";

/** Whether an error says that the database cannot be reached or has just gone, so that trying again may help. */
export function isDatabaseAway(error: unknown): boolean {
  const { data } = described.safeParse(error);
  if (!data) return false;
  const { code, meta, cause } = data;
  const kinds = [meta?.driverAdapterError?.cause?.kind, cause?.kind];
  const codes = [code, cause?.code, cause?.originalCode, meta?.driverAdapterError?.cause?.originalCode];
  return kinds.some((kind) => kind !== undefined && away.has(kind)) || codes.some(isAway);
}

function isAway(code: string | undefined): boolean {
  // PostgreSQL's class 57P is a server that is shutting down or starting, 08 a broken connection
  return code !== undefined && (away.has(code) || /^(57P0|08)/.test(code));
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

const cause = z.object({
  kind: z.string().optional(),
  code: z.string().optional(),
  originalCode: z.string().optional(),
});
const described = z.object({
  code: z.string().optional(),
  cause: cause.optional().catch(undefined),
  meta: z
    .object({ driverAdapterError: z.object({ cause: cause.optional() }).optional() })
    .optional()
    .catch(undefined),
});
