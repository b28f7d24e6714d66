import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows, writeRows } from "../../database/rows";
import { fileRefusal } from "../../files/import/limits/bounds";
import { Refusal } from "../../ground/refusal";
import { importKind } from "../acts/import-act";

/** The rows of files that wait in a customer's drafts may take so much: any one file, or some of them. */
export const mostKeptMiB = 200;

/**
 * Adds to what the rows of a draft take, and judges what all drafts of its customer take together.
 * @throws Refusal 400 this file alone takes more · 409 they do
 */
export async function countKept(db: Queries, i_job: number, bytes: number): Promise<void> {
  const [kept] = await readRows<{ own: bigint; others: bigint }>(
    db,
    Prisma.sql`
    WITH own AS (
      UPDATE jobs SET kept_bytes = kept_bytes + ${bytes}::bigint WHERE i_job = ${i_job} RETURNING i_customer, kept_bytes)
    SELECT kept_bytes AS own,
           (SELECT coalesce(sum(j.kept_bytes), 0)::bigint FROM jobs j
             WHERE j.i_customer = own.i_customer AND j.kind = ${importKind} AND j.state = 'draft' AND j.i_job <> ${i_job}) AS others
      FROM own`,
  );
  const most = mostKeptMiB * 1024 * 1024;
  if (!kept || bytes <= 0 || Number(kept.own + kept.others) <= most) return;
  if (Number(kept.own) > most)
    throw fileRefusal("unpacked", "has more text than a table of customers can have");
  throw new Refusal(
    409,
    `The files that wait for their import take more than ${mostKeptMiB} MiB; throw one of them away first`,
    "file",
    { key: "import_drafts_full", values: { max: mostKeptMiB } },
  );
}

/** Counts anew what the rows of a draft take. */
export async function recountKept(db: Queries, i_job: number): Promise<void> {
  await writeRows(
    db,
    Prisma.sql`
    UPDATE jobs SET kept_bytes = (SELECT coalesce(sum(octet_length(cells)), 0) FROM import_rows WHERE i_job = ${i_job})
                               + (SELECT coalesce(sum(octet_length(cells)), 0) FROM import_mended WHERE i_job = ${i_job})
     WHERE i_job = ${i_job}`,
  );
}
