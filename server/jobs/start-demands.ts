import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import { demandAct, demandFreshness, isFor, notFound } from "../operation/demands";
import { actsOf, needOf, needsFreshness } from "../operation/needs";
import { operationCalled } from "../operation/registry";
import { demand, effectiveRights } from "../tree/rights";
import { lineageOf } from "../tree/tree";
import { actNamed } from "./acts/acts";
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
  const { operation, raw } = actNamed(kind).sample(act as never);
  const { definition } = operationCalled(operation);
  const { needs } = definition;
  // nobody has this id, and reading an input looks for nobody
  const input = definition.input({ ...raw, i_customer: 1 }, actor) as never;
  for (const one of actsOf(needs, input, "below")) demandAct(actor, one);
  const right = needOf(needs.right, "below");
  if (right) demand(effectiveRights(await lineageOf(db, actor.i_customer)), right);
  if (!isFor(needs, actor)) throw notFound();
  if (needsFreshness(needs, input)) demandFreshness(actor);
}

/** Refuses what cannot be done to a job in its state. */
export function demandState(job: Pick<Job, "state">, ...states: readonly Job["state"][]): void {
  if (states.includes(job.state)) return;
  throw new Refusal(409, `This job is ${job.state}`, "i_job", {
    key: "job_state",
    values: { state: job.state },
  });
}
