import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { done, examineAll } from "./do-jobs";
import { fileOf } from "./file-of";

givenFreshDatabase();

/** Imports a file, creating and updating by name. @returns the job */
async function imported(
  actor: Actor,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<number> {
  const { i_job } = await operations.beginImport(actor, {
    file: "customers.csv",
    table: fileOf(columns, ...rows),
  });
  const how = { mode: "both", key: "name", first: "invitation", corrects: true, all: { i_tariff: "" } };
  await operations.mapImport(actor, { i_job, columns, ...how });
  await examineAll(i_job);
  await done(actor, i_job);
  return i_job;
}

async function undone(actor: Actor, of: number) {
  const { i_job } = await operations.undoJob(actor, { i_job: of });
  await examineAll(i_job);
  const { job } = await operations.getJobInfo(actor, { i_job });
  return { preview: job.preview, rows: await done(actor, i_job) };
}

it("an import is undone as one step: those created go, those changed are as before, and money is corrected", async () => {
  const { actor, i_customer } = await customer();
  const [old, parent, below] = [freshName("old"), freshName("parent"), freshName("below")];
  const { i_customer: known } = await customer(i_customer, { name: old, city: "Quito", balance: "5" });
  const address = (name: string) => `${name.replaceAll(" ", ".")}@example.com`;
  const of = await imported(
    actor,
    ["name", "email", "city", "balance", "parent", "use_own_tariff"],
    [
      [below, address(below), "Lima", "0", parent, "1"],
      [old, "", "Lima", "12", "", "1"],
      [parent, address(parent), "Lima", "0", "", "1"],
    ],
  );
  const { job } = await operations.getJobInfo(actor, { i_job: of });
  expect(job).toMatchObject({ state: "done", changed: 3, refused: 0 });
  const { preview, rows } = await undone(actor, of);
  expect(preview).toMatchObject({ total: 3, changed: 3, refused: 0, booked: [{ amount: "-7.000000" }] });
  expect(rows.map(({ outcome }) => outcome)).toEqual(["changed", "changed", "changed"]);
  expect(await database().customer.count({ where: { name: { in: [parent, below] } } })).toBe(0);
  const { city, balance } = await database().customer.findUniqueOrThrow({ where: { i_customer: known } });
  expect([city, balance.toFixed(2)]).toEqual(["Quito", "5.00"]);
  const entries = await database().ledger.findMany({
    where: { i_customer: known },
    orderBy: { place: "asc" },
  });
  expect(entries.map(({ kind, amount }) => [kind, amount.toFixed(2)])).toEqual([
    ["opening", "5.00"],
    ["correction", "7.00"],
    ["correction", "-7.00"],
  ]);
});

it("whoever is created gets a mail, which an import's preview says before it starts", async () => {
  const { actor } = await customer();
  const columns = ["name", "email", "city"];
  for (const mode of ["create", "both", "update"] as const) {
    const table = fileOf(columns, [freshName("new"), "new@example.com", "Lima"]);
    const { i_job } = await operations.beginImport(actor, { file: "customers.csv", table });
    await operations.mapImport(actor, {
      i_job,
      columns: mode === "update" ? ["name", "ignore", "city"] : columns,
      mode,
      key: "name",
      first: "generated",
      all: mode === "update" ? {} : { i_tariff: "" },
    });
    const { job } = await operations.getJobInfo(actor, { i_job });
    expect([mode, job.lasting]).toEqual([mode, mode === "update" ? [] : ["mails"]]);
  }
});
