import type { CustomerValues } from "@/attributes/customer";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { findEnd } from "../ledger/credit-limit-ends";

/**
 * What putting a change of attributes back needs beside their values, before it: when the credit limit would end, whether somebody
 * had chosen the language, and the last saved version of the brand. Absent: nothing.
 */
export async function undoingOf(
  db: Queries,
  i_customer: number,
  { credit_limit, i_lang, css }: Partial<CustomerValues>,
): Promise<{ readonly undoing?: Readonly<Record<string, unknown>> }> {
  const end = credit_limit === undefined ? null : await findEnd(db, i_customer);
  const [row] =
    i_lang === undefined && css === undefined
      ? []
      : await readRows<{ lang_chosen: boolean; brand_version: number }>(
          db,
          Prisma.sql`
          SELECT c.lang_chosen, coalesce((SELECT max(v.i_brand_version) FROM brand_versions v
                                           WHERE v.i_customer = c.i_customer), 0) AS brand_version
            FROM customers c WHERE c.i_customer = ${i_customer}`,
        );
  const undoing = {
    ...(end && { end }),
    ...(row && i_lang !== undefined && { lang_chosen: row.lang_chosen }),
    ...(row && css !== undefined && { brand_version: row.brand_version }),
  };
  return Object.keys(undoing).length === 0 ? {} : { undoing };
}
