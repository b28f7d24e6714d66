import type { Actor } from "../../actor/actor";
import { undone } from "../../database/undone";
import type { Refusal } from "../../ground/refusal";
import { operationCalled } from "../../operation/registry";
import { auditTrustedExamination } from "../../operation/trusted";
import { areasLacking } from "./demand-areas";
import type { Asked, Asking } from "./read-asked";
import { type Route, statusOf } from "./routes/route";

/** What a dry run found against a call, all of it. */
export class Reasons extends Error {
  override readonly name = "Reasons";

  constructor(readonly all: readonly [Refusal, ...Refusal[]]) {
    super("the call would be refused", { cause: all[0] });
  }
}

type Members = Readonly<Record<string, unknown>>;

/** The areas that a key lacks, all of them; of whom it is not for, nothing is examined. @throws Reasons */
export function demandAllAreas(actor: Actor, route: Route, asked: Pick<Asked, "raw">): void {
  throwAll(areasLacking(actor, route, asked));
}

/**
 * Runs the operation's own examination, of which nothing stays but the entry that each call of a trusted host leaves.
 * @returns what the call would give @throws Reasons
 */
export async function examined(
  actor: Actor,
  { route: { call }, conditions: { match } }: Pick<Asking, "route" | "conditions">,
  { raw }: Pick<Asked, "raw">,
): Promise<unknown> {
  const { reasons, output, lineage } = await undone(
    async (db) =>
      await operationCalled(call).examine(db, actor, raw, { asker: actor, everyMember: true, match }),
  );
  if (actor.door === "trusted") await auditTrustedExamination(actor, call, lineage, raw);
  throwAll(reasons);
  return output ?? {};
}

function throwAll([first, ...rest]: readonly Refusal[]): void {
  if (first) throw new Reasons([first, ...rest]);
}

/** What stays true of an answer after all is taken back: without secrets, and ids of what would be made. */
export function lasting(actor: Actor, route: Route, { raw }: Pick<Asked, "raw">, members: Members): Members {
  const { once = [] } = operationCalled(route.call).definition;
  const makes = [201, 202].includes(statusOf(route));
  const known: Members = { i_customer: actor.i_customer, ...raw };
  const isMade = (name: string, value: unknown) => /^i_/.test(name) && String(known[name]) !== String(value);
  return Object.fromEntries(
    Object.entries(members).filter(
      ([name, value]) =>
        // the part of a key that stays visible is as good as its id
        !once.includes(name) && name !== "prefix" && !(makes && isMade(name, value)),
    ),
  );
}
