import { z } from "zod";

/** The codes of an error and its causes: Prisma's, the driver's, PostgreSQL's own (SQLSTATE), the system's. */
export function codesOf(error: unknown): string[] {
  const { data } = described.safeParse(error);
  if (!data) return [];
  const { code, meta, cause } = data;
  const inside = meta?.driverAdapterError?.cause;
  return [
    code,
    cause?.kind,
    cause?.code,
    cause?.originalCode,
    inside?.kind,
    inside?.code,
    inside?.originalCode,
  ].filter((one) => one !== undefined);
}

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
