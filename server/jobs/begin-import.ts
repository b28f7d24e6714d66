import { authorOf } from "../actor/actor";
import { database, inTransaction } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows, writeRows } from "../database/rows";
import type { NumberedRow, Table } from "../files/import/read-table";
import { Refusal } from "../ground/refusal";
import { operation } from "../operation/operation";
import { type ImportedFile, importKind } from "./acts/import-act";
import { sealCells } from "./import/cells";

const atOnce = 1_000;

/**
 * Takes the rows of a file of customers as a draft of an import. Nothing is imported before
 * `mapImport` has said what the columns mean and `startJob` has begun. The file itself is not kept.
 * @param raw.table what `openTable` gives
 * @throws Refusal 400 it cannot be read, or is empty
 */
export const beginImport = operation({
  name: "beginImport",
  needs: { about: "scope", right: null, acts: ["manage"], scope: "i_wholesaler" },
  effect: "writes-itself",
  input: (raw) => ({
    file: typeof raw.file === "string" ? raw.file.slice(0, 200) : "",
    table: tableOf(raw.table),
  }),
  async run({ actor, scope, input: { file, table } }): Promise<{ i_job: number; rows: number }> {
    const [job] = await readRows<{ i_job: number }>(
      database(),
      Prisma.sql`
      INSERT INTO jobs (kind, act, selection, i_customer, i_scope, door, address, i_web_user, login, credential_set_by, i_support)
      VALUES (${importKind}, '{}', '{}', ${actor.i_customer}, ${scope.i_customer}, ${actor.door}, ${actor.address},
              ${actor.i_web_user}::int, ${authorOf(actor).login}, ${actor.credentialSetBy ?? null}::int,
              ${actor.support?.i_support ?? null}::int)
      RETURNING i_job`,
    );
    if (!job) throw new Error("an insert returns its row");
    try {
      return { ...job, rows: await keepRows(job.i_job, file, table) };
    } catch (error) {
      await writeRows(database(), Prisma.sql`DELETE FROM jobs WHERE i_job = ${job.i_job}`);
      throw error;
    }
  },
});

/** Reads what our own code passes: a table as `openTable` gives it. @throws Refusal 400 */
export function tableOf(given: unknown): Table {
  if (typeof given === "object" && given !== null && "rows" in given && "headers" in given)
    // what our own code makes; addresses and calls hold no iterators
    return given as Table;
  throw new Refusal(400, "Parameter table must be the rows of a file", "table", { key: "required" });
}

async function keepRows(i_job: number, file: string, { format, headers, rows }: Table): Promise<number> {
  let count = 0;
  let batch: NumberedRow[] = [];
  const write = async () => {
    await insertRows(i_job, batch);
    count += batch.length;
    batch = [];
  };
  for await (const row of rows) {
    batch.push(row);
    if (batch.length === atOnce) await write();
  }
  await write();
  if (count === 0)
    throw new Refusal(400, "The file has no rows below its headers", "file", { key: "import_empty" });
  const kept: ImportedFile = { file, format, headers };
  await writeRows(
    database(),
    Prisma.sql`UPDATE jobs SET selection = ${JSON.stringify(kept)}::jsonb WHERE i_job = ${i_job}`,
  );
  return count;
}

async function insertRows(i_job: number, rows: readonly NumberedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await inTransaction(
    async (db) =>
      await writeRows(
        db,
        Prisma.sql`
        INSERT INTO import_rows (i_job, "row", cells)
        SELECT ${i_job}, r."row", r.cells
          FROM unnest(${rows.map(({ row }) => row)}::int[],
                      ${rows.map(({ cells }) => Buffer.from(sealCells(cells)))}::bytea[]) AS r ("row", cells)`,
      ),
  );
}
