import { createReadStream } from "node:fs";
import { expect, it } from "vitest";
import { wholeColumns } from "@/app/(portal)/customers/export/whole-columns";
import { languages } from "@/i18n/languages";
import type { Actor } from "@/server/actor/actor";
import { findCustomers } from "@/server/customers/find-customers";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { type ExportType, exportFile, exportTypes } from "@/server/files/export/export-file";
import { openTable } from "@/server/files/import/read-table";
import { customer, tariff } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { doJob, examineAll } from "./do-jobs";

givenFreshDatabase();

const { beginImport, mapImport, getImport, listImportProblems, startJob, getJobInfo, updateCustomer } =
  operations;

/** The bytes of the export of everything that a reader may see. */
async function exported(
  actor: Actor,
  format: ExportType,
  locale: (typeof languages)[number],
): Promise<Buffer> {
  async function* rows() {
    yield (await findCustomers(actor, { sort: "id", whole: true, limit: 1000 })).customers;
  }
  const columns = wholeColumns(locale);
  const file = exportFile({ format, title: "Customers", columns, rows: rows(), timeZone: "UTC" });
  return Buffer.from(await new Response(file.body).arrayBuffer());
}

/** Uploads a file, takes its columns for what we suggest, and has its rows examined. */
async function uploaded(
  actor: Actor,
  bytes: AsyncIterable<Uint8Array>,
  how: Readonly<Record<string, unknown>>,
): Promise<number> {
  const { i_job } = await beginImport(actor, {
    file: "customers",
    table: await openTable(bytes, { name: "x" }),
  });
  const { suggested, remembered } = (await getImport(actor, { i_job })).import;
  expect(remembered).toBeNull();
  const columns = suggested.map(({ target }) => target);
  await mapImport(actor, { i_job, columns, first: "invitation", all: {}, ...how });
  await examineAll(i_job);
  return i_job;
}

async function* piece(bytes: Buffer) {
  yield bytes;
}

const files = Object.entries(exportTypes).flatMap(([name, format]) =>
  languages.map((locale) => [name, locale, format] as const),
);

it.each(files)(
  "what was exported as %s in %s changes nothing when it is imported, and its second export is the same",
  async (_name, locale, format) => {
    const { actor, i_customer } = await customer(1, { callshop_enabled: true });
    const i_tariff = await tariff(i_customer);
    const { i_customer: agent } = await customer(i_customer, { city: "Quito" });
    const { i_customer: child } = await customer(i_customer, {
      ...{ i_tariff, credit_limit: "12.345", max_sessions: 7, max_calls_per_second: 0.25, customers_mgmt: 7 },
      ...{ description: "=1+1\n'twice'", email: "a@example.com, b@example.com", phone: "+442071838750" },
      ...{
        i_commission_agent: agent,
        commission_size: "2.5",
        payment_method: null,
        i_lang: "ru",
        i_time_zone: 5,
      },
      ...{ callshop_enabled: true, overcommit_protection: true, street_addr: '1; "High" St,\n2nd floor' },
      ...{ first_name: "Ёж", state: "active", company_name: "-5", css: "a { color: red }\n/* \t */" },
    });
    await customer(child, { i_tariff: null, city: "withheld" });
    const before = await exported(actor, format, locale);
    const i_job = await uploaded(actor, piece(before), { mode: "both", key: "id", corrects: true });
    expect((await listImportProblems(actor, { i_job })).rows).toEqual([]);
    await startJob(actor, { i_job });
    await doJob(i_job);
    const { job } = await getJobInfo(actor, { i_job });
    expect(job).toMatchObject({ state: "done", total: 3, changed: 0, unchanged: 3, refused: 0 });
    expect((await exported(actor, format, locale)).equals(before)).toBe(true);
  },
);

it("a cell of it that somebody has changed changes that alone", async () => {
  const { actor, i_customer } = await customer();
  const { i_customer: child } = await customer(i_customer, { city: "Quito", country: "Ecuador" });
  const file = (await exported(actor, exportTypes.csv, "en")).toString().replace("Quito", "Guayaquil");
  await updateCustomer(actor, { i_customer: child, company_name: "later" });
  const i_job = await uploaded(actor, piece(Buffer.from(file)), { mode: "update", key: "id" });
  await startJob(actor, { i_job });
  await doJob(i_job);
  const row = await database().customer.findUniqueOrThrow({ where: { i_customer: child } });
  // an empty cell says nothing
  expect(row).toMatchObject({ city: "Guayaquil", country: "Ecuador", company_name: "later" });
});

it("clients of WHMCS become customers who log in by their addresses, and are invited", async () => {
  const { actor, i_customer } = await customer();
  const sample = createReadStream("tests/server/files/import/import-samples/whmcs-clients.csv");
  const i_job = await uploaded(actor, sample, { mode: "create", key: "login", all: { i_tariff: "" } });
  expect((await listImportProblems(actor, { i_job })).rows).toEqual([]);
  await startJob(actor, { i_job });
  await doJob(i_job);
  const found = await database().customer.findMany({
    where: { i_wholesaler: i_customer },
    select: { name: true, balance: true, country: true },
    orderBy: { name: "asc" },
  });
  expect(found.map(({ balance, ...row }) => ({ ...row, balance: Number(balance) }))).toEqual([
    { name: "Grace Hopper", country: "United States", balance: 25 },
    { name: "Sato KK", country: "Japan", balance: 1000 },
    { name: "Космос ООО", country: "Russia", balance: 0 },
  ]);
});

it("a customer who was blocked there is blocked here, from the moment that it is made; one that is here keeps its state", async () => {
  const { actor, i_customer } = await customer();
  const { i_customer: here } = await customer(i_customer, { name: `here ${i_customer}` });
  const file = `name,email,status,i_tariff\nhere ${i_customer},a@example.com,Suspended,\nnew ${i_customer},b@example.com,Suspended,\n`;
  const i_job = await uploaded(actor, piece(Buffer.from(file)), { mode: "both", key: "name" });
  await startJob(actor, { i_job });
  await doJob(i_job);
  const made = await database().customer.findFirstOrThrow({ where: { name: `new ${i_customer}` } });
  const blocks = await database().block.findMany({ where: { i_customer: { in: [here, made.i_customer] } } });
  expect(blocks.map(({ note, ...block }) => [block.i_customer, note])).toEqual([
    [made.i_customer, "customers"],
  ]);
  const entries = await database().auditLog.findMany({ where: { i_job }, orderBy: { i_audit: "asc" } });
  expect(entries.map(({ operation }) => operation)).toEqual(
    expect.arrayContaining(["createCustomer", "blockCustomer", "updateCustomer"]),
  );
  const { i_job: undo } = await operations.undoJob(actor, { i_job });
  await examineAll(undo);
  await startJob(actor, { i_job: undo });
  await doJob(undo);
  expect(await database().customer.count({ where: { i_customer: made.i_customer } })).toBe(0);
});

it("a row whose cells have moved, since one has a delimiter without quotation marks, has a problem", async () => {
  const { actor, i_customer } = await customer();
  const file = `name,email,city\none ${i_customer},a@example.com,Quito\ntwo ${i_customer},b@example.com,Quito, Ecuador\n`;
  const i_job = await uploaded(actor, piece(Buffer.from(file)), {
    mode: "create",
    key: "name",
    all: { i_tariff: "" },
  });
  const { rows } = await listImportProblems(actor, { i_job });
  expect(rows.map(({ row, problems }) => [row, problems.map(({ key }) => key)])).toEqual([
    [3, ["import_long_row"]],
  ]);
});
