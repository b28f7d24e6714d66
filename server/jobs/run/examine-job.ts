import type { Actor } from "../../actor/actor";
import { database } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { writeRows } from "../../database/rows";
import { Refusal } from "../../ground/refusal";
import { operationCalled } from "../../operation/registry";
import { enqueue } from "../../queue/enqueue";
import { lineageOf } from "../../tree/tree";
import { importKind } from "../acts/import-act";
import { countLeftToUndo } from "../acts/left-to-undo";
import { examineImport } from "../import/examine-import";
import { addVerdicts, type Figures, mostExamined, noFigures } from "../job/figures";
import { findJob, type Job } from "../job/job";
import { examinationKey } from "../job/job-key";
import { ownerOf } from "../job/owner";
import { countSelected, nextSelected, type Selection, selected } from "../job/selection";
import { addMeaning } from "../meaning/add-meaning";
import { addMends } from "../meaning/add-mends";
import { examineCustomers } from "./examine-customers";

/** The first figures are there soon, and then some more each second. */
const sliceMs = 700;
const atOnce = 25;

/**
 * Examines some more customers of a job that waits for its start: what would become of each if it ran now. Nothing is
 * written but the figures. Queues itself until `mostExamined` or all are examined.
 */
export async function examineJob(i_job: number): Promise<void> {
  const job = await findJob(database(), i_job);
  if (job?.state !== "draft") return;
  // step-up comes with the start
  const owner = await ownerOf(database(), { ...job, confirmed: true }).catch(refused);
  if (owner instanceof Refusal) return;
  if (job.kind === importKind) return await examineImport(job, owner);
  if (job.preview?.ended) return;
  const lineage = await lineageOf(database(), job.i_scope);
  const scope = lineage.at(-1);
  if (!scope) return;
  // what was read from the column is what `readSelection` stored
  const selection = job.selection as Selection;
  const condition = await selected(database(), selection, { scope, lineage });
  // one that begins anew counts anew
  let figures = job.preview?.examined
    ? job.preview
    : {
        ...(await firstFigures(owner, job, selection, condition)),
        ...(job.preview && { at: job.preview.at }),
      };
  const until = Date.now() + sliceMs;
  do {
    const limit = Math.min(atOnce, mostExamined - figures.examined);
    const next = await nextSelected(database(), condition, {
      after: figures.last,
      until: 2 ** 31 - 1,
      limit,
    });
    const ids = next.map(({ i_customer }) => i_customer);
    const verdicts = await examineCustomers(owner, job, ids, condition);
    figures = addVerdicts(figures, verdicts);
    if (next.length < limit || figures.examined >= mostExamined) figures = { ...figures, ended: true };
    // somebody waits for the first figures
    if (figures.examined <= atOnce) await keep(job, figures);
    figures = await addMeaning(database(), figures, { verdicts, selected: condition });
    figures = await addMends(database(), owner, figures);
    await keep(job, figures);
  } while (!figures.ended && Date.now() < until);
  if (!figures.ended) await enqueue(database(), "examineJob", { i_job }, { key: examinationKey(i_job) });
}

async function firstFigures(
  owner: Actor,
  job: Job,
  selection: Selection,
  condition: Prisma.Sql,
): Promise<Figures> {
  // ids of nobody there, or of nobody here, are nobody
  if ("ids" in selection) return noFigures(await countSelected(database(), condition), false);
  if ("undoes" in selection) return noFigures(await countLeftToUndo(database(), selection.undoes), false);
  const { total, about } = (await operationCalled("findCustomers")(owner, {
    ...selection.filter,
    i_wholesaler: job.i_scope,
    limit: 1,
  })) as { total: number; about: boolean };
  return noFigures(total, about);
}

async function keep({ i_job }: Job, figures: Figures): Promise<void> {
  await writeRows(
    database(),
    // not over those of an examination that has begun since
    Prisma.sql`
    UPDATE jobs SET preview = ${JSON.stringify(figures)}::jsonb
     WHERE i_job = ${i_job} AND state = 'draft' AND coalesce(preview->>'at', ${figures.at}) = ${figures.at}`,
  );
}

function refused(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}
