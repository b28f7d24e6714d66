import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { importActOf } from "@/server/jobs/acts/import-act";
import { arrangeRows, keyRows } from "@/server/jobs/import/arrange";
import { examineRows } from "@/server/jobs/import/examine-import";
import type { ImportRow } from "@/server/jobs/import/import-row";
import { findJob } from "@/server/jobs/job/job";
import { ownerOf } from "@/server/jobs/job/owner";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { examineAll } from "./do-jobs";
import { fileOf } from "./file-of";

givenFreshDatabase();

const { beginImport, mapImport, mendImportRow } = operations;

const usual = { mode: "create", key: "name", first: "invitation", all: { i_tariff: "" } };
const mail = (name: string) => `${name.replaceAll(" ", ".")}@example.com`;

/** Uploads a file and says what its columns mean. */
async function mapped(
  actor: Actor,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  how: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  const { i_job } = await beginImport(actor, { file: "customers.csv", table: fileOf(columns, ...rows) });
  await mapImport(actor, { i_job, columns, ...usual, ...how });
  return i_job;
}

/** What the examination says of each row. */
async function verdictsOf(i_job: number) {
  const rows = await database().importRow.findMany({
    where: { i_job },
    select: { row: true, name: true, verdict: true, problems: true },
    orderBy: { row: "asc" },
  });
  return rows.map(({ row, verdict, problems }) => [
    row,
    verdict,
    ...((problems ?? []) as { readonly key: string }[]).map(({ key }) => key),
  ]);
}

it("a row that is mended while it is examined is examined again", async () => {
  const { actor } = await customer();
  const name = freshName();
  const i_job = await mapped(actor, ["name", "email"], [[name, mail(name)]]);
  const job = await findJob(database(), i_job);
  const act = job && importActOf(job.act);
  if (!act) throw new Error("the import is mapped");
  await keyRows(i_job, act, 0);
  await arrangeRows(i_job, job.i_scope, act);
  const rows = await database().$queryRaw<ImportRow[]>`SELECT * FROM import_rows WHERE i_job = ${i_job}`;
  await mendImportRow(actor, { i_job, row: 2, cells: { "1": "no address" } });
  await examineAll(i_job);
  // a process that had read the row before
  await examineRows(job, await ownerOf(database(), job), act, rows);
  expect(await verdictsOf(i_job)).toEqual([[2, "problem", "email_expected"]]);
});

it("nor do its old name and its old parent come back by whoever had read them", async () => {
  const { actor } = await customer();
  const [name, other] = [freshName(), freshName()];
  const i_job = await mapped(actor, ["name", "email"], [[name, mail(name)]]);
  const job = await findJob(database(), i_job);
  const act = job && importActOf(job.act);
  if (!act) throw new Error("the import is mapped");
  await mendImportRow(actor, { i_job, row: 2, cells: { "0": other } });
  await database().importRow.updateMany({ where: { i_job }, data: { name: "as it was written last" } });
  await keyRows(i_job, act, 0);
  expect(await database().importRow.findFirst({ where: { i_job }, select: { name: true } })).toEqual({
    name: "as it was written last",
  });
});

it("a mending before all rows are keyed leaves none without its name", async () => {
  const { actor } = await customer();
  const names = [freshName(), freshName(), freshName()];
  const i_job = await mapped(
    actor,
    ["name", "email"],
    names.map((name) => [name, mail(name)]),
  );
  await mendImportRow(actor, { i_job, row: 3, cells: { "1": "other@example.com" } });
  await examineAll(i_job);
  expect(await verdictsOf(i_job)).toEqual([
    [2, "create"],
    [3, "create"],
    [4, "create"],
  ]);
});
