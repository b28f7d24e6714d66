import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { actorOf, customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { doJob, examineAll } from "./do-jobs";
import { fileOf } from "./file-of";

givenFreshDatabase();

const { beginImport, mapImport, getImport, listImportProblems, replaceImportRows, startJob, getJobInfo } =
  operations;

type How = Readonly<Record<string, unknown>>;

/** Uploads a file and says what its columns mean; its rows are examined. */
async function given(
  actor: Actor,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  how: How = {},
): Promise<number> {
  const { i_job } = await beginImport(actor, { file: "customers.csv", table: fileOf(columns, ...rows) });
  await mapImport(actor, {
    i_job,
    columns,
    mode: "create",
    key: "name",
    first: "invitation",
    all: columns.includes("i_tariff") ? {} : { i_tariff: "" },
    ...how,
  });
  await examineAll(i_job);
  return i_job;
}

async function figuresOf(actor: Actor, i_job: number) {
  return (await getImport(actor, { i_job })).import.figures;
}

async function stored(i_customer: number) {
  return await database().customer.findUniqueOrThrow({
    where: { i_customer },
    select: { city: true, email: true, balance: true, credit_limit: true },
  });
}

const change = { mode: "update", all: {} };

it.each(["login", "id"] as const)(
  "customers that there are are known by their %s, at any depth",
  async (key) => {
    const { actor, i_customer } = await customer();
    const middle = await customer(i_customer);
    const below = await customer(middle.i_customer, { city: "Quito" });
    const named = key === "id" ? String(below.i_customer) : (below.actor.login ?? "");
    const columns = [key === "id" ? "i_customer" : "web_login", "city"];
    const i_job = await given(actor, columns, [[named.toUpperCase(), "Lima"]], { ...change, key });
    expect(await figuresOf(actor, i_job)).toMatchObject({ update: 1, refused: 0 });
    await startJob(actor, { i_job });
    await doJob(i_job);
    expect((await stored(below.i_customer)).city).toBe("Lima");
  },
);

it("an import whose rows are checked again tells what is so now", async () => {
  const { actor, i_customer } = await customer();
  const name = freshName();
  const i_job = await given(actor, ["name", "city"], [[name, "Lima"]], { ...change, key: "name" });
  expect(await figuresOf(actor, i_job)).toMatchObject({ refused: 1 });
  await customer(i_customer, { name });
  await operations.examineAgain(actor, { i_job });
  await examineAll(i_job);
  expect(await figuresOf(actor, i_job)).toMatchObject({ refused: 0, update: 1 });
});

it.each([
  ["the tariff", ["name", "email"], "i_tariff", "import_no_tariff"],
  ["the address of invitations", ["name", "i_tariff"], "first", "import_no_email"],
] as const)(
  "what new customers need and no column has is asked for at once: %s",
  async (_what, columns, field, key) => {
    const { actor } = await customer();
    const { i_job } = await beginImport(actor, { file: "customers.csv", table: fileOf(columns, ["a", ""]) });
    const how = { i_job, columns, mode: "create", key: "name", first: "invitation", all: {} };
    expect(await refusalOf(mapImport(actor, how))).toMatchObject({ code: 400, attribute: field, key });
  },
);

it("a column that the file of problems has more than the import is one of the import from then on", async () => {
  const { actor } = await customer();
  const name = freshName();
  const how = { mode: "both", first: "generated", all: {} };
  const i_job = await given(actor, ["name", "city"], [[name, "Lima"]], how);
  const { rows } = await listImportProblems(actor, { i_job });
  expect(rows).toMatchObject([{ problems: [{ key: "required", attribute: "i_tariff", column: null }] }]);
  const table = fileOf(
    ["Row", "name", "city", "Tariff", "What is wrong"],
    ["2", name, "Lima", "", "Tariff: …"],
  );
  await replaceImportRows(actor, { i_job, table });
  await examineAll(i_job);
  const { import: told } = await getImport(actor, { i_job });
  expect(told.headers).toEqual(["name", "city", "Tariff"]);
  expect(told.figures).toMatchObject({ create: 1, refused: 0 });
});

it("problems that name different values are told as so many", async () => {
  const { actor } = await customer();
  const rows = ["Retail X", "Retail Y", "Retail Y"].map((tariff) => [freshName(), tariff]);
  const i_job = await given(actor, ["name", "i_tariff"], rows, { first: "generated" });
  const { groups } = (await getImport(actor, { i_job })).import;
  expect(groups).toMatchObject([{ problem: { key: "name_unknown" }, count: 3, kinds: 2 }]);
});

it("nobody is found, nor changed, who belongs to somebody else", async () => {
  const { actor } = await customer();
  const stranger = await customer(1, { city: "Quito" });
  const i_job = await given(actor, ["i_customer", "city"], [[String(stranger.i_customer), "Lima"]], {
    ...change,
    key: "id",
  });
  const { rows } = await listImportProblems(actor, { i_job });
  expect(rows).toMatchObject([{ row: 2, problems: [{ key: "import_not_there", column: 0 }] }]);
});

it("an import moves nobody to another provider", async () => {
  const { actor, i_customer } = await customer();
  const [one, other] = [await customer(i_customer), await customer(i_customer)];
  const i_job = await given(
    actor,
    ["i_customer", "parent"],
    [[String(one.i_customer), String(other.i_customer)]],
    { ...change, key: "id" },
  );
  const { rows } = await listImportProblems(actor, { i_job });
  expect(rows).toMatchObject([{ problems: [{ key: "import_other_parent", column: 1 }] }]);
});

it("an empty cell leaves what stands there, and clears it only where somebody says so", async () => {
  const { actor, i_customer } = await customer();
  const one = await customer(i_customer, { city: "Quito" });
  const row = [String(one.i_customer), ""];
  const left = await given(actor, ["i_customer", "city"], [row], { ...change, key: "id" });
  expect(await figuresOf(actor, left)).toMatchObject({ unchanged: 1, update: 0 });
  const i_job = await given(actor, ["i_customer", "city"], [row], { ...change, key: "id", clears: "1" });
  await startJob(actor, { i_job });
  await doJob(i_job);
  expect((await stored(one.i_customer)).city).toBe("");
});

it("a balance is booked for new customers, and corrected for others only where somebody says so", async () => {
  const { actor, i_customer } = await customer();
  const one = await customer(i_customer, { balance: "5" });
  const row = [String(one.i_customer), "8"];
  const left = await given(actor, ["i_customer", "balance"], [row], { ...change, key: "id" });
  expect(await figuresOf(actor, left)).toMatchObject({ unchanged: 1 });
  const i_job = await given(actor, ["i_customer", "balance"], [row], { ...change, key: "id", corrects: "1" });
  await startJob(actor, { i_job });
  await doJob(i_job);
  expect(String((await stored(one.i_customer)).balance)).toBe("8");
  const entries = await database().ledger.findMany({
    where: { i_customer: one.i_customer },
    select: { kind: true },
    orderBy: { place: "asc" },
  });
  expect(entries.map(({ kind }) => kind)).toEqual(["opening", "correction"]);
});

it("who changes addresses, from which links are mailed, confirms their identity at the start", async () => {
  const { actor, i_customer } = await customer();
  const one = await customer(i_customer);
  const i_job = await given(actor, ["i_customer", "email"], [[String(one.i_customer), "new@example.com"]], {
    ...change,
    key: "id",
  });
  const tired = { ...actor, freshUntil: null };
  expect(await refusalOf(startJob(tired, { i_job }))).toMatchObject({ code: 403, key: "step_up" });
  await startJob(actor, { i_job });
  await doJob(i_job);
  expect((await stored(one.i_customer)).email).toBe("new@example.com");
});

it("an import stops where whoever began it loses the level for it", async () => {
  const { actor, i_customer } = await customer();
  const name = freshName();
  const login = freshName("colleague");
  const { i_web_user } = await operations.addWebUser(actor, {
    i_customer,
    web_login: login,
    web_password: "correct horse battery",
    access_level: "ADMINISTRATOR",
  });
  const colleague = { ...actor, i_web_user, login };
  const i_job = await given(colleague, ["name", "email"], [[name, "a@example.com"]]);
  await startJob(colleague, { i_job });
  await database().webUser.update({ where: { i_web_user }, data: { access_level: "REPORTER" } });
  await doJob(i_job);
  expect((await getJobInfo(actor, { i_job })).job).toMatchObject({
    state: "stopped",
    why: { key: "access_level" },
  });
  expect(await database().customer.count({ where: { name } })).toBe(0);
});

it("a password from a column must fit the policy, opens the log-in, and is never told again", async () => {
  const { actor } = await customer();
  const [one, other] = [freshName(), freshName()];
  const i_job = await given(
    actor,
    ["name", "web_password"],
    [
      [one, "correct horse battery staple"],
      [other, "short"],
    ],
    { first: "column" },
  );
  const { import: told } = await getImport(actor, { i_job });
  const { rows } = await listImportProblems(actor, { i_job });
  expect(rows).toMatchObject([{ row: 3, problems: [{ key: "password_too_short", column: 1 }] }]);
  expect(JSON.stringify([told, rows])).not.toMatch(/horse|"short"/);
  await startJob(actor, { i_job, only_good: "1" });
  await doJob(i_job);
  const made = await database().customer.findFirstOrThrow({
    where: { name: one },
    select: { i_customer: true },
  });
  const { login } = await actorOf(made.i_customer);
  const user = await database().webUser.findFirstOrThrow({
    where: { i_customer: made.i_customer },
    select: { password_hash: true },
  });
  expect(login).toBe(one);
  expect(user.password_hash).toMatch(/^\$argon2id/);
});

it("what somebody said of the columns is proposed for the next file with these headers, to their colleagues alone", async () => {
  const { actor } = await customer();
  await given(actor, ["name", "email"], [[freshName(), "a@example.com"]], { mode: "both" });
  const again = await beginImport(actor, {
    file: "b.csv",
    table: fileOf(
      ["Name ", "E-MAIL"].map((one) => one.trim()),
      ["x", "y"],
    ),
  });
  expect((await getImport(actor, { i_job: again.i_job })).import.remembered).toBeNull();
  const same = await beginImport(actor, { file: "c.csv", table: fileOf(["NAME", "email"], ["x", "y"]) });
  expect((await getImport(actor, { i_job: same.i_job })).import.remembered).toMatchObject({
    columns: ["name", "email"],
    mode: "both",
  });
  const { actor: neighbour } = await customer();
  const theirs = await beginImport(neighbour, {
    file: "c.csv",
    table: fileOf(["name", "email"], ["x", "y"]),
  });
  expect((await getImport(neighbour, { i_job: theirs.i_job })).import.remembered).toBeNull();
});

it("rows that were mended in their file take the place of the others, and another file is refused", async () => {
  const { actor } = await customer();
  const columns = ["name", "email"];
  const name = freshName();
  const i_job = await given(actor, columns, [[name, "nowhere"]]);
  expect(await figuresOf(actor, i_job)).toMatchObject({ refused: 1 });
  const other = fileOf(["Row", "name", "city", "What is wrong"], ["2", name, "Quito", ""]);
  expect(await refusalOf(replaceImportRows(actor, { i_job, table: other }))).toMatchObject({
    key: "import_other_file",
  });
  const mended = fileOf(["Row", ...columns, "What is wrong"], ["2", name, "a@example.com", "an address"]);
  expect(await replaceImportRows(actor, { i_job, table: mended })).toEqual({ rows: 1 });
  await examineAll(i_job);
  expect(await figuresOf(actor, i_job)).toMatchObject({ create: 1, refused: 0 });
});

it("columns that cannot be imported together are refused before any row is looked at", async () => {
  const { actor } = await customer();
  const { i_job } = await beginImport(actor, { file: "a.csv", table: fileOf(["a", "b"], ["x", "y"]) });
  const said = { i_job, mode: "create", key: "name", first: "invitation" };
  const keyOf = async (how: How) => (await refusalOf(mapImport(actor, { ...said, ...how }))).key;
  expect(await keyOf({ columns: ["name", "name"] })).toBe("import_same");
  expect(await keyOf({ columns: ["name"] })).toBe("import_columns");
  expect(await keyOf({ columns: ["city", "email"] })).toBe("import_no_name");
  expect(await keyOf({ columns: ["name", "nonsense"] })).toBe("import_meaning");
  expect(await keyOf({ columns: ["name", "city"], first: "column" })).toBe("import_no_password");
  expect(await keyOf({ columns: ["name", "city"], mode: "update", key: "id" })).toBe("import_no_key");
  expect((await refusalOf(startJob(actor, { i_job }))).key).toBe("import_unmapped");
});

it("invitations of an import leave one after the other, behind the mails of everybody else", async () => {
  const { actor } = await customer();
  const names = Array.from({ length: 5 }, () => freshName());
  const i_job = await given(
    actor,
    ["name", "email"],
    names.map((name) => [name, `${name.replaceAll(" ", ".")}@example.com`]),
  );
  await startJob(actor, { i_job });
  await doJob(i_job);
  const made = await database().customer.findMany({
    where: { name: { in: names } },
    select: { i_customer: true },
  });
  const mails = await database().$queryRaw<{ at: Date; run_at: Date; priority: number }[]>`
    SELECT m.next_try_at AS at, j.run_at, j.priority
      FROM mails m JOIN graphile_worker._private_jobs j ON j.payload->>'i_mail' = m.i_mail::text
     WHERE m.i_customer = ANY (${made.map(({ i_customer }) => i_customer)}::int[]) ORDER BY m.next_try_at`;
  expect(mails.length).toBe(5);
  const gaps = mails.slice(1).map(({ at }, index) => at.getTime() - (mails[index]?.at.getTime() ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50);
  for (const { at, run_at, priority } of mails) {
    expect(run_at).toEqual(at);
    expect(priority).toBeGreaterThan(0);
  }
});
