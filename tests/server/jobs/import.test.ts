import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { jobKey } from "@/server/jobs/job/job-key";
import { runJob } from "@/server/jobs/run/run-job";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { doJob, examineAll } from "./do-jobs";
import { fileOf } from "./file-of";

givenFreshDatabase();

const {
  beginImport,
  mapImport,
  getImport,
  listImportProblems,
  mendImportRow,
  startJob,
  getJobInfo,
  listJobRows,
} = operations;

const usual = { mode: "create", key: "name", first: "invitation" };

/** Uploads a file and says what its columns mean; its rows are examined. The tariff is the parent's. */
async function given(
  actor: Actor,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  how: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  const { i_job } = await beginImport(actor, {
    file: "customers.csv",
    table: fileOf(columns, ...rows),
  });
  const all = columns.includes("i_tariff") ? {} : { i_tariff: "" };
  await mapImport(actor, { i_job, columns, ...usual, all: { ...all }, ...how });
  await examineAll(i_job);
  return i_job;
}

async function imported(actor: Actor, i_job: number, only_good = false) {
  await startJob(actor, { i_job, only_good });
  await doJob(i_job);
  return (await getJobInfo(actor, { i_job })).job;
}

async function problemsOf(actor: Actor, i_job: number) {
  const { rows } = await listImportProblems(actor, { i_job });
  return rows.map(({ row, problems }) => [row, ...problems.map(({ key, column }) => [key, column])]);
}

async function byName(name: string) {
  return await database().customer.findFirst({
    where: { name },
    select: { i_customer: true, i_wholesaler: true, city: true, depth: true },
  });
}

const withAddress = (name: string) => `${name.replaceAll(" ", ".")}@example.com`;

it("a file of customers is examined without writing, and then each row is created once", async () => {
  const { actor, i_customer } = await customer();
  const names = [freshName(), freshName(), freshName()];
  const i_job = await given(
    actor,
    ["name", "email", "city"],
    names.map((name) => [name, withAddress(name), "Quito"]),
  );
  const { import: told } = await getImport(actor, { i_job });
  expect(told).toMatchObject({ state: "draft", figures: { total: 3, create: 3, refused: 0, ended: true } });
  expect(await byName(names[0] ?? "")).toBeNull();
  expect(await imported(actor, i_job)).toMatchObject({ state: "done", total: 3, changed: 3, refused: 0 });
  for (const name of names)
    expect(await byName(name)).toMatchObject({ i_wholesaler: i_customer, city: "Quito" });
  const { rows } = await listJobRows(actor, { i_job });
  expect(rows.map(({ row, name, outcome }) => [row, name, outcome])).toEqual(
    names.map((name, index) => [index + 2, name, "changed"]),
  );
});

it("a tree comes in one file in any order: parents stand anywhere in it", async () => {
  const { actor, i_customer } = await customer();
  const [top, middle, leaf] = [freshName("top"), freshName("middle"), freshName("leaf")];
  const i_job = await given(
    actor,
    ["name", "email", "parent"],
    [
      [leaf, withAddress(leaf), middle],
      [middle, withAddress(middle), top.toUpperCase()],
      [top, withAddress(top), ""],
    ],
    { all: { i_tariff: "", customers_mgmt: "7", use_own_tariff: "1" } },
  );
  expect(await problemsOf(actor, i_job)).toEqual([]);
  expect(await imported(actor, i_job)).toMatchObject({ state: "done", changed: 3 });
  const [above, between, below] = [await byName(top), await byName(middle), await byName(leaf)];
  expect(above?.i_wholesaler).toBe(i_customer);
  expect(between?.i_wholesaler).toBe(above?.i_customer);
  expect(below?.i_wholesaler).toBe(between?.i_customer);
});

it("what is wrong below a planned parent shows before anything is written: its depth, and what it lacks", async () => {
  const { actor } = await customer(1, { max_depth: 1 });
  const [top, leaf] = [freshName("top"), freshName("leaf")];
  const tree = [
    [leaf, withAddress(leaf), top],
    [top, withAddress(top), ""],
  ];
  const columns = ["name", "email", "parent"];
  const i_job = await given(actor, columns, tree, {
    all: { i_tariff: "", use_own_tariff: "1", customers_mgmt: "7" },
  });
  expect(await problemsOf(actor, i_job)).toEqual([[2, ["depth", null]]]);
  const { actor: higher } = await customer();
  // without a right of its own a parent can give no tariff of its own
  const lacking = await given(higher, columns, tree, { all: { i_tariff: "" } });
  expect(await problemsOf(higher, lacking)).toEqual([[2, ["own_tariff_not_given", null]]]);
  expect(await byName(top)).toBeNull();
});

it("two rows about one customer, a parent that is its own child, and one that is nowhere are problems", async () => {
  const { actor } = await customer();
  const [twin, own, lost] = [freshName("twin"), freshName("own"), freshName("lost")];
  const i_job = await given(
    actor,
    ["name", "email", "parent"],
    [
      [twin, withAddress(twin), ""],
      [twin.toUpperCase(), withAddress(twin), ""],
      [own, withAddress(own), own],
      [lost, withAddress(lost), "nobody of this name"],
      [freshName(), "not an address", ""],
    ],
  );
  expect(await problemsOf(actor, i_job)).toEqual([
    [2, ["import_twin_name", 0]],
    [3, ["import_twin_name", 0]],
    [4, ["import_own_parent", 2]],
    [5, ["import_no_parent", 2]],
    [6, ["email_expected", 1]],
  ]);
});

it("a row is mended in place, and those that hang on it are looked at again", async () => {
  const { actor } = await customer();
  const [top, leaf] = [freshName("top"), freshName("leaf")];
  const i_job = await given(
    actor,
    ["name", "email", "parent"],
    [
      [top, "no address", ""],
      [leaf, withAddress(leaf), top],
    ],
    { all: { i_tariff: "", customers_mgmt: "7", use_own_tariff: "1" } },
  );
  expect((await problemsOf(actor, i_job)).map(([row]) => row)).toEqual([2, 3]);
  await mendImportRow(actor, { i_job, row: 2, cells: { 1: withAddress(top) } });
  await examineAll(i_job);
  expect(await problemsOf(actor, i_job)).toEqual([]);
  expect(await imported(actor, i_job)).toMatchObject({ changed: 2, refused: 0 });
});

it("only the good rows are imported where somebody says so, and the others are in the report with the reason", async () => {
  const { actor } = await customer();
  const good = freshName();
  const i_job = await given(
    actor,
    ["name", "email"],
    [
      [good, withAddress(good)],
      [freshName(), "no address"],
    ],
  );
  expect(await imported(actor, i_job, true)).toMatchObject({
    state: "done",
    total: 2,
    changed: 1,
    refused: 1,
  });
  const { rows } = await listJobRows(actor, { i_job, outcome: "refused" });
  expect(rows).toMatchObject([{ row: 3, why: { attribute: "email", column: 1 } }]);
});

it("customers that there are are changed by their name, and what is so already stays", async () => {
  const { actor, i_customer } = await customer();
  const [one, other, fresh] = [freshName(), freshName(), freshName()];
  await customer(i_customer, { name: one, city: "Quito" });
  await customer(i_customer, { name: other, city: "Lima" });
  const i_job = await given(
    actor,
    ["name", "email", "city"],
    [
      [one, "", "Lima"],
      [other, "", "Lima"],
      [fresh, withAddress(fresh), "Lima"],
    ],
    { mode: "both" },
  );
  const { import: told } = await getImport(actor, { i_job });
  expect(told.figures).toMatchObject({ create: 1, update: 1, unchanged: 1, refused: 0 });
  expect(await imported(actor, i_job)).toMatchObject({ changed: 2, unchanged: 1, refused: 0 });
  expect((await byName(one))?.city).toBe("Lima");
  expect((await byName(fresh))?.city).toBe("Lima");
});

it("a name that somebody outside holds is a problem, and too many of them stop the looking, not the file", async () => {
  const { actor } = await customer();
  const taken = await Promise.all(
    Array.from({ length: 23 }, async () => {
      const name = freshName("elsewhere");
      await customer(1, { name });
      return name;
    }),
  );
  const i_job = await given(
    actor,
    ["name", "email"],
    taken.map((name) => [name, withAddress(name)]),
  );
  const { import: told } = await getImport(actor, { i_job });
  expect(told.figures).toMatchObject({ total: 23, refused: 20, later: 3 });
  expect(told.figures?.until).not.toBeNull();
});

it("names that others took meanwhile are refused, and too many of them stop the job until the hour is over, not its rows", async () => {
  const { actor } = await customer();
  const names = Array.from({ length: 23 }, () => freshName());
  const i_job = await given(
    actor,
    ["name", "email"],
    names.map((name) => [name, withAddress(name)]),
  );
  for (const name of names) await customer(1, { name });
  await startJob(actor, { i_job });
  await runJob(i_job);
  const rows = await database().jobRow.groupBy({ by: ["outcome"], where: { i_job }, _count: true });
  expect(rows.find(({ outcome }) => outcome === "refused")?._count).toBe(20);
  expect(rows.find(({ outcome }) => outcome === null)?._count).toBe(3);
  const [next] = await database().$queryRaw<{ minutes: number }[]>`
    SELECT extract(epoch FROM run_at - now())::float / 60 AS minutes FROM graphile_worker._private_jobs
     WHERE key = ${jobKey(i_job)}`;
  expect(next?.minutes).toBeGreaterThan(55);
});

it("a row whose invitation would be one too many to its address is refused, and the others are done", async () => {
  const { actor } = await customer();
  const email = withAddress(freshName());
  const rows = (count: number) => Array.from({ length: count }, () => [freshName(), email]);
  const first = await given(actor, ["name", "email"], rows(5));
  expect(await imported(actor, first)).toMatchObject({ changed: 5 });
  const i_job = await given(actor, ["name", "email"], [...rows(1), [freshName(), withAddress(freshName())]]);
  expect(await problemsOf(actor, i_job)).toEqual([[2, ["too_many_mails", 1]]]);
  expect(await imported(actor, i_job)).toMatchObject({ state: "done", changed: 1, refused: 1 });
});

it("two processes that run one import at once create each customer once", async () => {
  const { actor, i_customer } = await customer();
  const names = Array.from({ length: 12 }, () => freshName());
  const i_job = await given(
    actor,
    ["name", "email"],
    names.map((name) => [name, withAddress(name)]),
  );
  await startJob(actor, { i_job });
  await Promise.all([runJob(i_job), runJob(i_job), runJob(i_job)]);
  await doJob(i_job);
  expect((await getJobInfo(actor, { i_job })).job).toMatchObject({ state: "done", changed: 12, refused: 0 });
  expect(await database().customer.count({ where: { i_wholesaler: i_customer } })).toBe(12);
});

it("an import stops where whoever began it loses the right, and needs the level for what it gives", async () => {
  const { actor, i_customer } = await customer();
  const name = freshName();
  const i_job = await given(actor, ["name", "email"], [[name, withAddress(name)]]);
  await startJob(actor, { i_job });
  await database().customer.update({ where: { i_customer }, data: { customers_mgmt: 0 } });
  await doJob(i_job);
  expect((await getJobInfo(actor, { i_job })).job).toMatchObject({ state: "stopped", changed: 0 });
  const { actor: other } = await customer();
  const manager = { ...other, access_level: "REPORTER" } as const;
  expect(
    await refusalOf(beginImport(manager, { file: "a.csv", table: fileOf(["name"], ["x"]) })),
  ).toMatchObject({
    code: 403,
  });
});

it("generated passwords open the log-ins, and can be taken once", async () => {
  const { actor } = await customer();
  const name = freshName();
  const i_job = await given(actor, ["name", "city"], [[name, "Quito"]], { first: "generated" });
  expect(await imported(actor, i_job)).toMatchObject({ changed: 1 });
  expect(JSON.stringify((await getJobInfo(actor, { i_job })).job)).not.toContain("seed");
  const { passwords } = await operations.takeImportPasswords(actor, { i_job });
  expect(passwords).toMatchObject([{ name, web_login: name }]);
  expect(passwords[0]?.password).toMatch(/^[\w-]{23,}$/);
  expect(await refusalOf(operations.takeImportPasswords(actor, { i_job }))).toMatchObject({ code: 410 });
});

it("no cell of a file is stored so that it can be read", async () => {
  const { actor } = await customer();
  const { i_job } = await beginImport(actor, {
    file: "a.csv",
    table: fileOf(["name", "word"], [freshName(), "hunter2hunter2"]),
  });
  const { cells } = await database().importRow.findFirstOrThrow({ where: { i_job } });
  expect(Buffer.from(cells).toString("latin1")).not.toContain("hunter2");
});
