import { areaOfAttribute } from "@/attributes/area-of-attribute";
import type { KeyArea } from "@/attributes/key-areas";
import type { Right } from "@/attributes/rights";
import type { Act } from "../../actor/access-levels";
import type { Actor } from "../../actor/actor";
import { systemActor } from "../../actor/system-actor";
import type { Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { demandAct, demandFreshness, demandReach, isFor, notFound } from "../../operation/demands";
import { actsOf, needsFreshness, rightsOf } from "../../operation/needs";
import { operationCalled } from "../../operation/registry";
import { demandOneOf, effectiveRights } from "../../tree/rights";
import { lineageOf } from "../../tree/tree";
import { samplesOf } from "../acts/act";
import { actNamed } from "../acts/acts";
import { type ImportAct, importActOf, importKind, importSamples } from "../acts/import-act";
import { areaOfJobCall, type JobCall } from "../acts/job-calls";
import { findJob, type Job } from "./job";
import { countSelected, type Selection, selected } from "./selection";

/**
 * Demands of whoever begins a job, and of its owner before each of its steps, what its calls need of them whomever they are
 * about: the level, the right of their customer, and that they confirmed their identity where the call needs that.
 * @throws Refusal 403
 */
export async function demandStart(
  db: Queries,
  actor: Actor,
  { kind, act }: Pick<Job, "kind" | "act">,
): Promise<void> {
  await demandCalls(db, actor, { kind, act });
  if (needsConfirmation({ kind, act })) demandFreshness(actor);
}

/** The same but for the confirmation, which is asked at the start. @throws Refusal 403 */
export async function demandCalls(db: Queries, actor: Actor, job: Pick<Job, "kind" | "act">): Promise<void> {
  const samples = samplesFor(job, actor);
  for (const { needs, input } of samples)
    for (const one of actsOf(needs, input, "below")) demandAct(actor, one);
  const rights = effectiveRights(await lineageOf(db, actor.i_customer));
  for (const { needs, input } of samples) {
    demandOneOf(rights, rightsOf(needs, "below", input));
    if (!isFor(needs, actor)) throw notFound();
  }
}

/**
 * Demands that the key of whoever steers a job reaches what its calls need, each as at its own address: jobs are of the area of
 * customers, and so would lead from there to all others. Of an undoing, also what the undone job needs.
 * @throws Refusal 403. Source: rest, 'Who calls'
 */
export async function demandAreas(
  db: Queries,
  actor: Actor,
  job: Pick<Job, "kind" | "act"> & Partial<Pick<Job, "undoes">>,
): Promise<void> {
  // people and trusted hosts reach all
  if (!actor.key) return;
  const undone = typeof job.undoes === "number" ? await findJob(db, job.undoes) : null;
  for (const one of undone ? [job, undone] : [job])
    for (const area of areasOfCalls(one)) demandReach(actor, area, "write");
}

function areasOfCalls(job: Pick<Job, "kind" | "act">): readonly KeyArea[] {
  return callsOf(job).flatMap(({ operation, values }) => [
    areaOfJobCall[operation],
    ...Object.keys(values).flatMap((name) => areaOfAttribute(name, operation === "createCustomer") ?? []),
  ]);
}

/** The rows of the table of levels that the calls of a job need. */
export function actsOfCalls(job: Pick<Job, "kind" | "act">): readonly Act[] {
  return [...new Set(samplesFor(job, anybody).flatMap(({ needs, input }) => actsOf(needs, input, "below")))];
}

/** The right that they need. */
export function rightOfCalls(job: Pick<Job, "kind" | "act">): Right | null {
  return samplesFor(job, anybody).flatMap(({ needs, input }) => rightsOf(needs, "below", input))[0] ?? null;
}

/** Whether whoever begins it must have confirmed their identity (step-up). */
export function needsConfirmation(job: Pick<Job, "kind" | "act">): boolean {
  return samplesFor(job, anybody).some(({ needs, input }) => needsFreshness(needs, input));
}

// reading an input depends on the door alone
const anybody: Actor = { ...systemActor, door: "web" };

/**
 * Examples of a job's calls: what their operations need, and inputs of these.
 * @throws Refusal 409 nobody has said yet how to import
 */
function samplesFor(job: Pick<Job, "kind" | "act">, actor: Actor) {
  return callsOf(job).map(({ operation, read }) => ({
    needs: operationCalled(operation).definition.needs,
    input: read(actor) as never,
  }));
}

/** An example of a call: the values of attributes and whatever else it gives, and how its operation would read them. */
type Sample = {
  readonly operation: JobCall;
  readonly values: Readonly<Record<string, unknown>>;
  readonly read: (actor: Actor) => unknown;
};

function callsOf({ kind, act }: Pick<Job, "kind" | "act">): Sample[] {
  if (kind === importKind)
    return importSamples(importIn(act)).map(({ operation, input }) => ({
      operation,
      values: input.values ?? {},
      // an import's are read already
      read: () => input,
    }));
  return samplesOf(actNamed(kind), act).map(({ operation, raw }) => ({
    operation,
    values: raw,
    // reading an input looks for nobody, so that any id will do
    read: (actor) => operationCalled(operation).definition.input({ i_customer: 1, ...raw }, actor),
  }));
}

/** @throws Refusal 409 nobody has said yet how to import */
function importIn(act: Job["act"]): ImportAct {
  const how = importActOf(act);
  if (how) return how;
  throw new Refusal(409, "Say first what the columns of the file mean", undefined, {
    key: "import_unmapped",
  });
}

/** Refuses what cannot be done to a job in its state. */
export function demandState(job: Pick<Job, "state">, ...states: readonly Job["state"][]): void {
  if (states.includes(job.state)) return;
  throw new Refusal(409, `This job is ${job.state}`, "i_job", {
    key: "job_state",
    values: { state: job.state },
  });
}

/** What is for good starts only where somebody has typed how many customers it is about. */
export function isCountTyped({ kind }: Pick<Job, "kind">): boolean {
  return kind !== importKind && actNamed(kind).countTyped === true;
}

/**
 * Demands that number as it is now: to whom the examination did not look, that nobody has chosen.
 * @throws Refusal 400 · 409
 */
export async function demandCount(db: Queries, job: Job, count: number | undefined): Promise<void> {
  if (!isCountTyped(job)) return;
  if (!job.preview)
    throw new Refusal(409, "This job is still being examined", "i_job", { key: "not_examined" });
  const lineage = await lineageOf(db, job.i_scope);
  const scope = lineage.at(-1);
  if (!scope) throw notFound();
  // what was read from the column is what `readSelection` stored
  const condition = await selected(db, job.selection as Selection, { scope, lineage });
  const now = await countSelected(db, condition);
  if (count === now) return;
  throw new Refusal(400, `Parameter count must be the number of customers, ${now}`, "count", {
    key: "count_typed",
    values: { count: now },
  });
}

/** The typed number of a job that has begun: it does no more; null: none was asked for. */
export function typedCount(job: Pick<Job, "kind" | "act">): number | null {
  // as `startJob` stored it
  return isCountTyped(job) ? Number(job.act.count) : null;
}
