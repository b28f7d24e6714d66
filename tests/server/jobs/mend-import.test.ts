import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { mendedBounds } from "@/server/files/import/limits/bounds";
import { openTable } from "@/server/files/import/read-table";
import { importActOf } from "@/server/jobs/acts/import-act";
import { arrangeRows, keyRows } from "@/server/jobs/import/arrange";
import { openCells } from "@/server/jobs/import/cells";
import { examineRows } from "@/server/jobs/import/examine-import";
import type { ImportRow } from "@/server/jobs/import/import-row";
import { findJob } from "@/server/jobs/job/job";
import { ownerOf } from "@/server/jobs/job/owner";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { done, examineAll } from "./do-jobs";
import { fileOf } from "./file-of";

givenFreshDatabase();

const { beginImport, mapImport, getImport, listImportProblems, mendImportRow, replaceImportRows, startJob } =
  operations;

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

/** The file of rows with problems as it is downloaded, after somebody has mended cells of it by their row and column. */
async function mended(
  actor: Actor,
  i_job: number,
  mend: Readonly<Record<number, Readonly<Record<number, string>>>> = {},
) {
  const { headers, beyond } = (await getImport(actor, { i_job })).import;
  const { rows } = await listImportProblems(actor, { i_job, limit: 1_000 });
  const titles = [...headers, ...Array.from({ length: beyond }, (_, at) => `beyond ${at + 1}`)];
  return fileOf(
    ["Row", ...titles, "What is wrong"],
    ...rows.map(({ row, cells }) => [
      String(row),
      ...titles.map((_, column) => mend[row]?.[column] ?? cells[column] ?? ""),
      "something",
    ]),
  );
}

async function storedCells(i_job: number, row: number): Promise<readonly string[]> {
  const { cells } = await database().importRow.findUniqueOrThrow({ where: { i_job_row: { i_job, row } } });
  return openCells(cells);
}

it.each([
  ["web_password", { first: "column" }],
  ["api_password", {}],
])(
  "what nobody is shown, a %s, stays when its row is mended in place or in the file",
  async (secret, how) => {
    const { actor } = await customer();
    const [one, two, three] = [freshName(), freshName(), freshName()];
    const word = "correct horse battery 9";
    const columns = ["name", "email", secret];
    const i_job = await mapped(
      actor,
      columns,
      [one, two, three].map((name) => [name, "no address", word]),
      how,
    );
    await examineAll(i_job);
    const { rows } = await listImportProblems(actor, { i_job });
    expect(JSON.stringify([rows, (await getImport(actor, { i_job })).import])).not.toContain("horse");
    // a form sends an empty field for what it does not show
    await mendImportRow(actor, { i_job, row: 2, cells: { "1": mail(one), "2": "" } });
    await replaceImportRows(actor, {
      i_job,
      table: await mended(actor, i_job, {
        3: { 1: mail(two) },
        4: { 1: mail(three), 2: "another horse battery 7" },
      }),
    });
    await examineAll(i_job);
    expect(await verdictsOf(i_job)).toEqual([
      [2, "create"],
      [3, "create"],
      [4, "create"],
    ]);
    expect(await storedCells(i_job, 2)).toEqual([one, mail(one), word]);
    expect(await storedCells(i_job, 3)).toEqual([two, mail(two), word]);
    expect(await storedCells(i_job, 4)).toEqual([three, mail(three), "another horse battery 7"]);
  },
);

it("a secret stays though its column means something else by the time that the file comes back", async () => {
  const { actor } = await customer();
  const name = freshName();
  const columns = ["name", "email", "api_password"];
  const i_job = await mapped(actor, columns, [[name, "no address", "correct horse battery 9"]]);
  await examineAll(i_job);
  const table = await mended(actor, i_job, { 2: { 1: mail(name) } });
  await mapImport(actor, { i_job, columns: ["name", "email", "ignore"], ...usual });
  await replaceImportRows(actor, { i_job, table });
  expect(await storedCells(i_job, 2)).toEqual([name, mail(name), "correct horse battery 9"]);
});

it("a row with more cells than columns stays a problem until somebody empties those beyond, in the file or in place", async () => {
  const { actor } = await customer();
  const [one, two, three] = [freshName(), freshName(), freshName()];
  const columns = ["name", "email", "city"];
  const i_job = await mapped(actor, columns, [
    [one, mail(one), "Quito", "Ltd", "more"],
    [two, mail(two), "Quito", "Ltd"],
    [three, "no address", ""],
  ]);
  await examineAll(i_job);
  // somebody mends another row, and other cells of these
  await replaceImportRows(actor, { i_job, table: await mended(actor, i_job, { 4: { 1: mail(three) } }) });
  await mendImportRow(actor, { i_job, row: 3, cells: { "2": "Lima" } });
  // or takes the columns away that the file has not
  await replaceImportRows(actor, {
    i_job,
    table: fileOf(["Row", ...columns, "What is wrong"], ["2", one, mail(one), "Lima", ""]),
  });
  await examineAll(i_job);
  expect(await verdictsOf(i_job)).toEqual([
    [2, "problem", "import_long_row"],
    [3, "problem", "import_long_row"],
    [4, "create"],
  ]);
  await replaceImportRows(actor, { i_job, table: await mended(actor, i_job, { 2: { 3: "", 4: "" } }) });
  await mendImportRow(actor, { i_job, row: 3, cells: { "3": "" } });
  await examineAll(i_job);
  expect(await verdictsOf(i_job)).toEqual([
    [2, "create"],
    [3, "create"],
    [4, "create"],
  ]);
});

it("a column that an import gets by a mended file takes nothing that stands beyond the columns of a long row", async () => {
  const { actor } = await customer();
  const [one, two] = [freshName(), freshName()];
  const how = { mode: "both", first: "generated", all: {} };
  const rows = [
    [one, "Quito", "Ltd"],
    [two, "Quito"],
  ];
  const i_job = await mapped(actor, ["name", "city"], rows, how);
  await examineAll(i_job);
  const table = fileOf(["Row", "name", "city", "Tariff", "What is wrong"], ["3", two, "Lima", "", ""]);
  await replaceImportRows(actor, { i_job, table });
  await examineAll(i_job);
  expect((await getImport(actor, { i_job })).import.headers).toEqual(["name", "city", "Tariff"]);
  expect(await storedCells(i_job, 2)).toEqual([one, "Quito", "", "Ltd"]);
  expect(await verdictsOf(i_job)).toEqual([
    [2, "problem", "import_long_row"],
    [3, "create"],
  ]);
});

it("a secret that has moved to another cell of a long row is not shown there, and stays", async () => {
  const { actor } = await customer();
  const name = freshName();
  const word = "correct horse battery 9";
  const i_job = await mapped(
    actor,
    ["name", "email", "api_password", "city"],
    [[name, "no address", "Ltd", word, "Quito"]],
  );
  await examineAll(i_job);
  const { rows } = await listImportProblems(actor, { i_job });
  expect(JSON.stringify(rows)).not.toContain("horse");
  await replaceImportRows(actor, { i_job, table: await mended(actor, i_job, { 2: { 1: mail(name) } }) });
  expect(await storedCells(i_job, 2)).toEqual([name, mail(name), "Ltd", word, "Quito"]);
});

it("a mended file that breaks off, or has a row that the import has not, changes nothing", async () => {
  const { actor } = await customer();
  const names = Array.from({ length: 2_500 }, (_, at) => `${freshName()} ${at}`);
  const i_job = await mapped(
    actor,
    ["name", "email"],
    names.map((name) => [name, "no address"]),
  );
  await examineAll(i_job);
  const before = await verdictsOf(i_job);
  const lines = names.map((name, at) => `${at + 2},${name},${mail(name)},`);
  const upload = async (last: string) => {
    const text = ["Row,name,email,What is wrong", ...lines, last].join("\n");
    const table = await openTable(inPieces(text), { name: "mended.csv", most: mendedBounds });
    return await refusalOf(replaceImportRows(actor, { i_job, table }));
  };
  for (const [last, key] of [
    ['"broken"x,y', "file_quote_after"],
    ["9999,x,y,", "import_row_number"],
    ["99999999999,x,y,", "import_row_number"],
    ["-1,x,y,", "import_row_number"],
    ["0x2,x,y,", "import_row_number"],
    [",x,y,", "import_row_number"],
    ["2,x,y,", "import_row_twice"],
  ] as const) {
    expect(await upload(last), last).toMatchObject({ code: 400, attribute: "file", key });
    expect(await storedCells(i_job, 2)).toEqual([names[0], "no address"]);
  }
  expect(await verdictsOf(i_job)).toEqual(before);
  expect(await database().importMended.count({ where: { i_job } })).toBe(0);
});

async function* inPieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 4_096) yield bytes.subarray(at, at + 4_096);
}

it("whoever has mended a file starts nothing before its rows are examined again", async () => {
  const { actor } = await customer();
  const [one, two] = [freshName(), freshName()];
  const i_job = await mapped(
    actor,
    ["name", "email"],
    [
      [one, "no address"],
      [two, mail(two)],
    ],
  );
  await examineAll(i_job);
  await replaceImportRows(actor, { i_job, table: await mended(actor, i_job, { 2: { 1: mail(one) } }) });
  expect(await refusalOf(startJob(actor, { i_job }))).toMatchObject({ key: "import_unexamined" });
  await examineAll(i_job);
  expect((await done(actor, i_job)).map(({ outcome }) => outcome)).toEqual(["changed", "changed"]);
});

it("a mended file is refused where somebody has mended a row, or said what columns mean, while it was read", async () => {
  const { actor } = await customer();
  const names = Array.from({ length: 1_001 }, (_, at) => `${freshName()} ${at}`);
  const columns = ["name", "email"];
  const i_job = await mapped(
    actor,
    columns,
    names.map((name) => [name, "no address"]),
  );
  const table = fileOf(
    ["Row", ...columns, "What is wrong"],
    ...names.map((name, at) => [String(at + 2), name, mail(name), ""]),
  );
  const rows = (async function* () {
    let count = 0;
    for await (const row of table.rows) {
      count += 1;
      if (count === 1_001)
        await mendImportRow(actor, { i_job, row: 2, cells: { "1": "mended@example.com" } });
      yield row;
    }
  })();
  expect(await refusalOf(replaceImportRows(actor, { i_job, table: { ...table, rows } }))).toMatchObject({
    code: 409,
    key: "import_mended_meanwhile",
  });
  expect(await storedCells(i_job, 2)).toEqual([names[0], "mended@example.com"]);
  expect(await storedCells(i_job, 3)).toEqual([names[1], "no address"]);
});

it("a file of as many columns and as long a row as it may have is mended by its download", async () => {
  const { actor } = await customer();
  const headers = ["name", "email", ...Array.from({ length: 498 }, (_, at) => `c${at}`)];
  const columns = headers.map((_, at) => (at === 0 ? "name" : at === 1 ? "email" : "ignore"));
  const name = freshName();
  const filler = Array.from({ length: 498 }, () => "x".repeat(2_090));
  const text = `${headers.join(",")}\n${[name, "no address", ...filler].join(",")}\n`;
  const table = await openTable(inPieces(text), { name: "wide.csv" });
  const { i_job } = await beginImport(actor, { file: "wide.csv", table });
  await mapImport(actor, { i_job, columns, ...usual });
  await examineAll(i_job);
  const [row] = (await listImportProblems(actor, { i_job })).rows;
  const line = [String(row?.row), name, mail(name), ...filler, "What is wrong ".repeat(50)];
  const back = `${["Row", ...headers, "What is wrong"].join(",")}\n${line.join(",")}\n`;
  const again = await openTable(inPieces(back), { name: "mended.csv", most: mendedBounds });
  expect(await replaceImportRows(actor, { i_job, table: again })).toEqual({ rows: 1 });
  await examineAll(i_job);
  expect(await verdictsOf(i_job)).toEqual([[2, "create"]]);
});

it.each([
  ["a NUL", "a\0b", "file_binary"],
  ["half a character", "a\ud800b", "file_half"],
  ["more than a cell may hold", "x".repeat(70_000), "file_long_cell"],
])("a row is not mended by %s", async (_what, cell, key) => {
  const { actor } = await customer();
  const i_job = await mapped(actor, ["name", "email"], [[freshName(), "no address"]]);
  await examineAll(i_job);
  expect(await refusalOf(mendImportRow(actor, { i_job, row: 2, cells: { "0": cell } }))).toMatchObject({
    code: 400,
    key,
  });
  expect(await verdictsOf(i_job)).toEqual([[2, "problem", "email_expected"]]);
});
