import { contact } from "@/attributes/kinds/text";
import { authorOf } from "../actor/actor";
import { database, inTransaction } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows, writeRows } from "../database/rows";
import type { NumberedRow, Table } from "../files/import/read-table";
import { Refusal } from "../ground/refusal";
import { byKind, readOptional } from "../input/read-parameter";
import type { Raw } from "../operation/needs";
import { operation } from "../operation/operation";
import { type ImportedFile, importKind } from "./acts/import-act";
import { inBatchesOf } from "./import/batches";
import { sealCells, sealHeaders } from "./import/cells";
import { countKept } from "./import/kept-bytes";

/** What the least import needs: it makes customers, or changes them. Which, nobody has said yet. */
const least = [
  { right: { area: "customers", action: "add" }, acts: [["manage"]] },
  { right: { area: "customers", action: "edit" }, acts: [["manage"]] },
] as const;

/**
 * Takes the rows of a file of customers as a draft of an import. Nothing is imported before
 * `mapImport` has said what the columns mean and `startJob` has begun. The file itself is not kept.
 * @param raw.table what `openTable` gives
 * @throws Refusal 400 it cannot be read, or is empty · 403 right or level · 409 the customer's drafts would take too much
 */
export const beginImport = operation({
  name: "beginImport",
  needs: {
    about: "scope",
    right: { of: () => least.map(({ right }) => right), some: least },
    acts: ["manage"],
    scope: "i_wholesaler",
  },
  effect: "writes-itself",
  input: (raw) => ({ file: readFileName(raw), table: tableOf(raw.table) }),
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

/** The name of a file as its page shows it. @throws Refusal 400 */
function readFileName(raw: Raw): string {
  const name = readOptional(raw, "file", byKind(contact({ max: 1_024 }))) ?? "";
  return [...name].slice(0, 200).join("");
}

/** Reads what our own code passes: a table as `openTable` gives it. @throws Refusal 400 */
export function tableOf(given: unknown): Table {
  if (typeof given === "object" && given !== null && "rows" in given && "headers" in given)
    // what our own code makes; addresses and calls hold no iterators
    return given as Table;
  throw new Refusal(400, "Parameter table must be the rows of a file", "table", { key: "required" });
}

async function keepRows(i_job: number, file: string, { format, headers, rows }: Table): Promise<number> {
  let count = 0;
  for await (const batch of inBatchesOf(rows)) {
    await insertRows(i_job, batch);
    count += batch.length;
  }
  if (count === 0)
    throw new Refusal(400, "The file has no rows below its headers", "file", { key: "import_empty" });
  const kept: ImportedFile = { file, format, headers: sealHeaders(headers) };
  await writeRows(
    database(),
    Prisma.sql`UPDATE jobs SET selection = ${JSON.stringify(kept)}::jsonb WHERE i_job = ${i_job}`,
  );
  return count;
}

async function insertRows(i_job: number, rows: readonly NumberedRow[]): Promise<void> {
  const sealed = rows.map(({ cells }) => Buffer.from(sealCells(cells)));
  await inTransaction(async (db) => {
    await countKept(
      db,
      i_job,
      sealed.reduce((sum, { length }) => sum + length, 0),
    );
    await writeRows(
      db,
      Prisma.sql`
      INSERT INTO import_rows (i_job, "row", cells)
      SELECT ${i_job}, r."row", r.cells
        FROM unnest(${rows.map(({ row }) => row)}::int[], ${sealed}::bytea[]) AS r ("row", cells)`,
    );
  });
}
