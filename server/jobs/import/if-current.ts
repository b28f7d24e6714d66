import { inTransaction, type Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import type { ImportAct } from "../acts/import-act";

/**
 * Writes down what was found out about the rows of a draft, unless somebody has said or mended something since: then it is
 * about what no longer is. Who mends waits meanwhile.
 */
export async function ifCurrent(
  i_job: number,
  { stamp }: Pick<ImportAct, "stamp">,
  write: (db: Queries) => Promise<unknown>,
): Promise<void> {
  await inTransaction(async (db) => {
    const [held] = await readRows(
      db,
      Prisma.sql`
      SELECT i_job FROM jobs WHERE i_job = ${i_job} AND state = 'draft' AND act->>'stamp' = ${stamp} FOR NO KEY UPDATE`,
    );
    if (held) await write(db);
  });
}
