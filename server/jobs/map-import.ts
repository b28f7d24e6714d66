import { randomUUID } from "node:crypto";
import { type AttributeName, attributeOf, type CustomerValues, namesOf } from "@/attributes/customer";
import { text } from "@/attributes/kinds/text";
import { languages } from "@/i18n/languages";
import type { Actor } from "../actor/actor";
import { database, type Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows, writeRows } from "../database/rows";
import { suggestColumns } from "../files/import/columns/suggest-columns";
import { isTarget, type Target } from "../files/import/target";
import { hashToken } from "../ground/keys/token";
import { Refusal } from "../ground/refusal";
import { uniqueKey } from "../ground/text/unique-key";
import { isOn } from "../input/is-on";
import { readId } from "../input/read-id";
import { byKind, oneOf, readOptional, readRequired } from "../input/read-parameter";
import { operation } from "../operation/operation";
import { enqueue } from "../queue/enqueue";
import { readAttributes } from "../record/read-attributes";
import { firstLogIns, type ImportAct, importKeys, importKind, importModes } from "./acts/import-act";
import { headersOf } from "./import/cells";
import { newSeed } from "./import/generated-passwords";
import { noImportFigures } from "./import/import-figures";
import { findJob, type Job } from "./job/job";
import { examinationKey } from "./job/job-key";
import { demandAreas, demandCalls, demandState } from "./job/start-demands";
import { demandSteering } from "./job/told-job";

const words = byKind(text({ max: 128 }));

/** What is each customer's own, so that no value is the same for all. */
const notForAll: readonly AttributeName[] = ["name", "web_login"];

/**
 * Says how to import a file: what each of its `columns` means, values that are the same for `all`, whom to make or change, and how
 * new customers get in. All rows are then examined, and nothing is imported before `startJob`. What was said is proposed for
 * the next file with these headers.
 * @throws Refusal 400 · 403 the right or the level for that is missing · 404 · 409 it has begun, or two columns mean the same
 */
export const mapImport = operation({
  name: "mapImport",
  needs: {
    about: { what: "job", by: ["i_job"], whose: "own" },
    right: null,
    acts: ["manage"],
    scope: "none",
  },
  effect: "writes",
  input: (raw) => {
    const all = typeof raw.all === "object" && raw.all !== null ? raw.all : {};
    return {
      i_job: readId(raw, "i_job"),
      columns: readColumns(raw.columns),
      all: readAll(all as Readonly<Record<string, unknown>>),
      mode: readRequired(raw, "mode", oneOf(importModes)),
      key: readRequired(raw, "key", oneOf(importKeys)),
      parent: (readOptional(raw, "parent", words) ?? "").trim(),
      first: readRequired(raw, "first", oneOf(firstLogIns)),
      must_change: raw.must_change === undefined || isOn(raw.must_change),
      clears: isOn(raw.clears),
      corrects: isOn(raw.corrects),
      locale: languages.find((language) => language === raw.locale) ?? "en",
    };
  },
  async run({ db, actor, check, input: { i_job, parent, ...said } }) {
    await db.$queryRaw`SELECT i_job FROM jobs WHERE i_job = ${i_job} FOR UPDATE`;
    const job = await importOf(db, i_job);
    const headers = headersOf(job);
    const { source, language } = suggestColumns(headers);
    const act: ImportAct = {
      ...said,
      // numbers are written as the headers are
      locale: language ?? said.locale,
      source,
      parent: await findParent(db, job, parent),
      stamp: randomUUID(),
      seed: said.first === "generated" ? newSeed() : null,
      only_good: false,
    };
    await check(
      () => demandSteering(actor, job),
      () => demandState(job, "draft"),
      () => {
        demandHeaders(job);
      },
      () => demandFitting(act, headers.length),
      async () => await demandCalls(db, actor, { kind: job.kind, act }),
      async () => await demandAreas(db, actor, { kind: job.kind, act }),
    );
    await writeRows(
      db,
      Prisma.sql`
      UPDATE jobs SET act = ${JSON.stringify(act)}::jsonb,
                      preview = ${JSON.stringify(await noImportFigures(db, i_job))}::jsonb
       WHERE i_job = ${i_job}`,
    );
    await remember(db, actor, headers, said);
    await enqueue(db, "examineJob", { i_job }, { key: examinationKey(i_job) });
    return { i_job };
  },
});

/** A job, if it is an import. @throws Refusal 404 it is another, or went meanwhile */
export async function importOf(db: Queries, i_job: number): Promise<Job> {
  const job = await findJob(db, i_job);
  if (job?.kind === importKind) return job;
  throw new Refusal(404, "There is no such import, or it is not yours", "i_job", { key: "not_found" });
}

/** The headers of a file that is read to its end. @throws Refusal 409 */
export function demandHeaders(job: Job): readonly string[] {
  const headers = headersOf(job);
  if (headers.length > 0) return headers;
  throw new Refusal(409, "The rows of the file are still being read", "i_job", { key: "import_unread" });
}

/** What people said of the columns of their last file with these headers; null: there was none. */
export async function rememberedMapping(
  { i_customer }: Pick<Actor, "i_customer">,
  headers: readonly string[],
): Promise<Remembered | null> {
  const [row] = await readRows<{ mapping: Remembered }>(
    database(),
    Prisma.sql`SELECT mapping FROM import_mappings WHERE i_customer = ${i_customer} AND headers = ${digestOf(headers)}`,
  );
  return row?.mapping ?? null;
}

/** What is proposed again: how, but not what is the same for all. */
export type Remembered = Pick<ImportAct, "columns" | "mode" | "key" | "first" | "clears" | "corrects">;

async function remember(
  db: Queries,
  { i_customer }: Actor,
  headers: readonly string[],
  { columns, mode, key, first, clears, corrects }: Remembered,
): Promise<void> {
  const mapping: Remembered = { columns, mode, key, first, clears, corrects };
  await writeRows(
    db,
    Prisma.sql`
    INSERT INTO import_mappings (i_customer, headers, mapping)
    VALUES (${i_customer}, ${digestOf(headers)}, ${JSON.stringify(mapping)}::jsonb)
    ON CONFLICT (i_customer, headers) DO UPDATE SET mapping = excluded.mapping, at = now()`,
  );
}

function digestOf(headers: readonly string[]): string {
  return hashToken(JSON.stringify(headers.map(uniqueKey)));
}

function readColumns(raw: unknown): Target[] {
  const given = Array.isArray(raw) ? raw : [];
  return given.map((one) => {
    const target = typeof one === "string" ? one : "";
    if (isTarget(target)) return target;
    throw new Refusal(400, "Parameter columns names something that no column can mean", "columns", {
      key: "import_meaning",
    });
  });
}

function readAll(given: Readonly<Record<string, unknown>>): Partial<CustomerValues> {
  const all = readAttributes(given);
  const own = namesOf(all).find(
    (name) => notForAll.includes(name) || attributeOf(name).kind.kind === "secret",
  );
  if (own === undefined) return all;
  throw new Refusal(400, `Parameter ${own} is each customer's own`, own, { key: "not_for_many" });
}

/** @throws Refusal 400 · 409 */
function demandFitting({ columns, all, mode, key, first }: ImportAct, count: number): void {
  const refuse = (message: string, reason: string, field = "columns") => {
    throw new Refusal(400, message, field, { key: reason });
  };
  if (columns.length !== count)
    refuse("Parameter columns must have a member for each column", "import_columns");
  const named = columns.filter((target) => target !== "ignore");
  if (new Set(named).size < named.length) refuse("Two columns mean the same", "import_same");
  const known = { name: "name", login: "web_login", id: "i_customer" } as const;
  if (mode !== "create" && !named.includes(known[key]))
    refuse("No column has what customers are known by", "import_no_key");
  if (mode !== "update" && !named.includes("name"))
    refuse("No column has the names of new customers", "import_no_name");
  if (mode !== "update" && first === "column" && !named.includes("web_password"))
    refuse("No column has the passwords", "import_no_password");
  const isSaid = (name: AttributeName) => named.includes(name) || all[name] !== undefined;
  // where there may be nobody to create, the rows say it
  if (mode === "create" && !isSaid("i_tariff"))
    refuse("No column has the tariffs of new customers", "import_no_tariff", "i_tariff");
  if (mode === "create" && first === "invitation" && !isSaid("email"))
    refuse("No column has the addresses for invitations", "import_no_email", "first");
}

/** The parent of those whose row names none: by ID, login or name. @throws Refusal 404 */
async function findParent(db: Queries, { i_scope }: Job, given: string): Promise<number> {
  if (given === "") return i_scope;
  const key = uniqueKey(given);
  const [row] = await readRows<{ i_customer: number }>(
    db,
    Prisma.sql`
    SELECT c.i_customer FROM customers c JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user
     WHERE starts_with(c.path, (SELECT s.path FROM customers s WHERE s.i_customer = ${i_scope}))
       AND (c.name_key = ${key} OR w.login_key = ${key} OR c.i_customer = ${/^\d{1,9}$/.test(key) ? Number(key) : 0})
     ORDER BY c.name_key = ${key} DESC, w.login_key = ${key} DESC LIMIT 1`,
  );
  if (row) return row.i_customer;
  throw new Refusal(404, "There is no such parent in the scope", "parent", { key: "import_no_parent" });
}
