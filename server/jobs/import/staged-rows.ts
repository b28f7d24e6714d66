import { database, inTransaction, type Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows, writeRows } from "../../database/rows";
import { demandRow } from "../../files/import/limits/bounds";
import type { ImportAct } from "../acts/import-act";
import { type Keys, keysOf, noKeys } from "./arrange";
import { openCells, sealCells } from "./cells";
import { countKept, recountKept } from "./kept-bytes";
import { mendedCells } from "./mended-cells";

/** A row as somebody mended it: what they sent for a column; undefined: nothing. */
export type MendedRow = { readonly row: number; readonly given: (column: number) => string | undefined };

/** An upload of mended rows of an import, before it takes their place. */
export type Staged = {
  readonly i_job: number;
  readonly upload: string;
  readonly act: ImportAct | null;
  /** how many columns the import has, and how many it gets behind them; `act` knows them all */
  readonly count: number;
  readonly added: number;
};

/**
 * Puts mended rows beside those of an import, which stay as they are until `swapStaged`, so that a file that breaks off leaves
 * nothing half done.
 * @returns the rows that there are; of others there is nothing
 * @throws Refusal 400 more in a cell or a row than a file may have · 409 more than a customer's drafts may take
 */
export async function stageRows(
  db: Queries,
  { i_job, upload, act, count, added }: Staged,
  rows: readonly MendedRow[],
): Promise<ReadonlySet<number>> {
  const stored = await readRows<{ row: number; cells: Uint8Array }>(
    db,
    Prisma.sql`
    SELECT "row", cells FROM import_rows WHERE i_job = ${i_job} AND "row" = ANY (${rows.map(({ row }) => row)}::int[])`,
  );
  const before = new Map(stored.map(({ row, cells }) => [row, cells]));
  const staged = rows.flatMap(({ row, given }) => {
    const sealed = before.get(row);
    if (!sealed) return [];
    const cells = mendedCells(
      act?.columns ?? [],
      withAdded(openCells(sealed), count, added),
      count + added,
      given,
    );
    demandRow(cells, row);
    return [{ row, sealed: Buffer.from(sealCells(cells)), keys: act ? keysOf(act, cells) : noKeys }];
  });
  const column = (name: keyof Keys) => staged.map(({ keys }) => keys[name]);
  await writeRows(
    db,
    Prisma.sql`
    INSERT INTO import_mended (i_job, upload, "row", cells, name, name_key, login_key, address_key, host_key, parent_key, known_id)
    SELECT ${i_job}, ${upload}, m.*
      FROM unnest(${staged.map(({ row }) => row)}::int[], ${staged.map(({ sealed }) => sealed)}::bytea[],
                  ${column("name")}::text[], ${column("name_key")}::text[], ${column("login_key")}::text[],
                  ${column("address_key")}::text[], ${column("host_key")}::text[], ${column("parent_key")}::text[],
                  ${column("known_id")}::int[]) AS m`,
  );
  await countKept(
    db,
    i_job,
    staged.reduce((sum, { sealed }) => sum + sealed.length, 0),
  );
  return new Set(staged.map(({ row }) => row));
}

/** The cells of a row with empty ones for further columns, before those that it has beyond its columns. */
function withAdded(cells: readonly string[], count: number, added: number): readonly string[] {
  if (added === 0 || cells.length <= count) return cells;
  return [...cells.slice(0, count), ...Array.from({ length: added }, () => ""), ...cells.slice(count)];
}

/**
 * Stages also the rows with more cells than columns that nobody mended, where the import gets further columns: else what
 * stands beyond would be in these.
 * @param hold locks the draft, if it still is one
 */
export async function stageLongRows(staged: Staged, hold: (db: Queries) => Promise<unknown>): Promise<void> {
  const { i_job, upload, count } = staged;
  let after = 0;
  for (;;) {
    const rows = await readRows<{ row: number; cells: Uint8Array }>(
      database(),
      Prisma.sql`
      SELECT r."row", r.cells FROM import_rows r
       WHERE r.i_job = ${i_job} AND r."row" > ${after}
         AND (r.verdict IS NULL OR r.verdict = 'later' OR r.problems @> '[{"key": "import_long_row"}]')
         AND NOT EXISTS (SELECT FROM import_mended m WHERE m.i_job = r.i_job AND m.upload = ${upload} AND m."row" = r."row")
       ORDER BY r."row" LIMIT ${atOnce}::int`,
    );
    const long = rows.filter(({ cells }) => openCells(cells).length > count);
    const given = () => undefined;
    if (long.length > 0)
      await inTransaction(async (db) => {
        await hold(db);
        await stageRows(
          db,
          staged,
          long.map(({ row }) => ({ row, given })),
        );
      });
    if (rows.length < atOnce) return;
    after = rows.at(-1)?.row ?? after;
  }
}

const atOnce = 1_000;

/** Puts staged rows in the place of those that they mend. @returns how many */
export async function swapStaged(
  db: Queries,
  { i_job, upload }: Pick<Staged, "i_job" | "upload">,
): Promise<number> {
  const swapped = await writeRows(
    db,
    Prisma.sql`
    UPDATE import_rows i
       SET cells = m.cells, name = m.name, name_key = m.name_key, login_key = m.login_key, address_key = m.address_key,
           host_key = m.host_key, parent_key = m.parent_key, known_id = m.known_id, verdict = NULL, problems = NULL
      FROM import_mended m
     WHERE m.i_job = ${i_job} AND m.upload = ${upload} AND i.i_job = m.i_job AND i."row" = m."row"`,
  );
  await forgetStaged(db, { i_job, upload });
  return swapped;
}

/** Forgets staged rows. */
export async function forgetStaged(
  db: Queries,
  { i_job, upload }: Pick<Staged, "i_job" | "upload">,
): Promise<void> {
  await writeRows(db, Prisma.sql`DELETE FROM import_mended WHERE i_job = ${i_job} AND upload = ${upload}`);
  await recountKept(db, i_job);
}
