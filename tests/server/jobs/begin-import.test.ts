import { expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { openTable } from "@/server/files/import/read-table";
import { sweepJobs } from "@/server/jobs/run/sweep-jobs";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { done, examineAll } from "./do-jobs";
import { fileOf } from "./file-of";

givenFreshDatabase();

const { beginImport, mapImport, getImport, getJobInfo, listImportProblems, listJobs, stopJob } = operations;

const usual = { mode: "create", key: "name", first: "invitation", all: { i_tariff: "" } };
const small = () => ({ file: "small.csv", table: fileOf(["name"], ["x"]) });

it("whoever can neither create nor change customers uploads no file of them, and who can do one of both does", async () => {
  const none = await customer(1, { customers_mgmt: 0 });
  const before = await database().job.count();
  const refusal = await refusalOf(beginImport(none.actor, small()));
  expect(refusal).toMatchObject({ code: 403, key: "right_missing" });
  expect(await database().job.count()).toBe(before);
  for (const customers_mgmt of [1, 2]) {
    const { actor } = await customer(1, { customers_mgmt });
    expect(await beginImport(actor, small())).toMatchObject({ rows: 1 });
  }
});

it("files that wait for their import take a bounded place: who has too much throws one of them away", {
  timeout: 60_000,
}, async () => {
  const { actor, i_customer } = await customer();
  const MiB = 1024 * 1024;
  const { i_job } = await beginImport(actor, small());
  // as if it were large
  await database().job.update({ where: { i_job }, data: { kept_bytes: 199 * MiB } });
  const two = ["y".repeat(60_000), "z".repeat(60_000)];
  const large = () => fileOf(["name", "city", "street"], ...Array.from({ length: 12 }, () => ["x", ...two]));
  expect(await refusalOf(beginImport(actor, { file: "large.csv", table: large() }))).toMatchObject({
    code: 409,
    attribute: "file",
    key: "import_drafts_full",
  });
  expect(await database().job.count({ where: { i_customer } })).toBe(1);
  await stopJob(actor, { i_job });
  const { rows } = await beginImport(actor, { file: "large.csv", table: large() });
  expect(rows).toBe(12);
  // another customer's drafts are theirs
  const { actor: neighbour } = await customer();
  expect(await beginImport(neighbour, small())).toMatchObject({ rows: 1 });
});

it("the first customer of a file without headers can be read nowhere: neither at rest nor in what is told of the job", async () => {
  const { actor } = await customer();
  const secret = "hunter2-Secret-77";
  const bytes = Buffer.from(`Acme,a@example.com,${secret}\nBeta,b@example.com,other-Secret-88\n`);
  const table = await openTable(
    (async function* () {
      yield bytes;
    })(),
    { name: "x.csv" },
  );
  const { i_job } = await beginImport(actor, { file: "x.csv", table });
  expect((await getImport(actor, { i_job })).import.headers).toEqual(["Acme", "a@example.com", secret]);
  const name = freshName();
  await mapImport(actor, { i_job, columns: ["name", "email", "ignore"], ...usual });
  await database().importRow.updateMany({ where: { i_job }, data: { name } });
  await examineAll(i_job);
  await done(actor, i_job);
  const [stored] = await database().$queryRaw<{ text: string }[]>`
    SELECT (SELECT json_agg(j)::text FROM jobs j WHERE i_job = ${i_job})
        || (SELECT json_agg(m)::text FROM import_mappings m)
        || (SELECT json_agg(r)::text FROM job_rows r) AS text`;
  const told = JSON.stringify([await getJobInfo(actor, { i_job }), await listJobs(actor, {})]);
  for (const text of [stored?.text ?? secret, told]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain("other-Secret");
  }
  expect(told).not.toContain("headers");
  // a day after its end they are nowhere at all
  await database().$executeRaw`UPDATE jobs SET ended_at = now() - interval '25 hours' WHERE i_job = ${i_job}`;
  await sweepJobs();
  expect((await getImport(actor, { i_job })).import.headers).toEqual([]);
});

it.each([
  ["a NUL", "a\0b"],
  ["half a character", "a\ud800b"],
])("%s in a file's name, a parent or the kind of a problem is refused by its name", async (_what, text) => {
  const { actor } = await customer();
  const { i_job } = await beginImport(actor, { ...small(), file: `${"x".repeat(199)}😀.csv` });
  expect((await getImport(actor, { i_job })).import.file).toBe(`${"x".repeat(199)}😀`);
  expect(await refusalOf(beginImport(actor, { ...small(), file: text }))).toMatchObject({
    code: 400,
    attribute: "file",
  });
  const columns = ["name"];
  expect(await refusalOf(mapImport(actor, { i_job, columns, ...usual, parent: text }))).toMatchObject({
    code: 400,
    attribute: "parent",
  });
  expect(await refusalOf(listImportProblems(actor, { i_job, key: text }))).toMatchObject({
    code: 400,
    attribute: "key",
  });
});

it("nobody says what the columns of a file mean before all of it is read", async () => {
  const { actor } = await customer();
  const refusals: unknown[] = [];
  const rows = (async function* () {
    yield { row: 2, cells: ["x"] };
    const { i_job } = await database().job.findFirstOrThrow({ where: { i_customer: actor.i_customer } });
    refusals.push(await refusalOf(mapImport(actor, { i_job, columns: ["name"], ...usual })));
    refusals.push(await refusalOf(operations.mendImportRow(actor, { i_job, row: 2, cells: { "0": "y" } })));
  })();
  await beginImport(actor, { file: "a.csv", table: { ...fileOf(["name"]), rows } });
  expect(refusals).toMatchObject([
    { code: 409, key: "import_unread" },
    { code: 409, key: "import_unread" },
  ]);
});
