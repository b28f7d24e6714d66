import type { Right } from "@/attributes/rights";
import type { Act } from "../../actor/access-levels";
import type { Actor } from "../../actor/actor";
import { systemActor } from "../../actor/system-actor";
import type { Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { demandAct, demandFreshness, isFor, notFound } from "../../operation/demands";
import { actsOf, needsFreshness, rightOf } from "../../operation/needs";
import { operationCalled } from "../../operation/registry";
import { demand, effectiveRights } from "../../tree/rights";
import { lineageOf } from "../../tree/tree";
import { actNamed } from "../acts/acts";
import type { Job } from "./job";

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
  const { needs, input } = sampleOf({ kind, act }, actor);
  for (const one of actsOf(needs, input, "below")) demandAct(actor, one);
  const right = rightOf(needs, "below", input);
  if (right) demand(effectiveRights(await lineageOf(db, actor.i_customer)), right);
  if (!isFor(needs, actor)) throw notFound();
  if (needsFreshness(needs, input)) demandFreshness(actor);
}

/** The rows of the table of levels that the calls of a job need. */
export function actsOfCalls(job: Pick<Job, "kind" | "act">): readonly Act[] {
  const { needs, input } = sampleOf(job, anybody);
  return actsOf(needs, input, "below");
}

/** The right that they need. */
export function rightOfCalls(job: Pick<Job, "kind" | "act">): Right | null {
  const { needs, input } = sampleOf(job, anybody);
  return rightOf(needs, "below", input);
}

/** Whether whoever begins it must have confirmed their identity (step-up). */
export function needsConfirmation(job: Pick<Job, "kind" | "act">): boolean {
  const { needs, input } = sampleOf(job, anybody);
  return needsFreshness(needs, input);
}

// reading an input depends on the door alone
const anybody: Actor = { ...systemActor, door: "web" };

/** An example of a job's calls: what its operation needs, and an input of it. */
function sampleOf({ kind, act }: Pick<Job, "kind" | "act">, actor: Actor) {
  const { operation, raw } = actNamed(kind).sample(act as never);
  const { needs, input } = operationCalled(operation).definition;
  // reading an input looks for nobody, so that any id will do
  return { needs, input: input({ ...raw, i_customer: 1 }, actor) as never };
}

/** Refuses what cannot be done to a job in its state. */
export function demandState(job: Pick<Job, "state">, ...states: readonly Job["state"][]): void {
  if (states.includes(job.state)) return;
  throw new Refusal(409, `This job is ${job.state}`, "i_job", {
    key: "job_state",
    values: { state: job.state },
  });
}
