import type { Act } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import { effectiveRights } from "../tree/rights";
import { lineageOf } from "../tree/tree";
import { noteAttempt } from "./attempts";
import type { Definition, Examination, Examined, Raw } from "./definition";
import { actsOf, demandAccess, demandChanges, demandFresh, demandRight } from "./demands";
import { demandScope, readScope, splitScope } from "./scope";

/** Ends an examination once all reasons are collected. */
class Examinable extends Error {}

/**
 * Finds every reason why a call would be refused, with the operation's own checks: shape, scope, access level, right,
 * and the body's demands. It really runs the body, in the transaction `db`, which the caller rolls back. It does not run
 * the body of an operation that writes without a transaction (`writes-itself`), nor of one about another customer's notes, whose
 * answers would reveal which notes exist.
 * @param db a transaction that the caller rolls back
 */
export async function examine<Input, Output>(
  definition: Definition<Input, Output>,
  db: Queries,
  actor: Actor,
  given: Raw,
  { asker, ...choice }: Examination,
): Promise<Examined<Output>> {
  const reasons: Refusal[] = [];
  const { scopeName, named, rest: raw } = splitScope(definition.needs, given);
  const noting = async <Value>(act: () => Promise<Value> | Value): Promise<{ value: Value } | null> => {
    try {
      return { value: await act() };
    } catch (error) {
      if (error instanceof Examinable) return null;
      const told = await noteAttempt(asker, error, raw);
      if (!(told instanceof Refusal)) throw told;
      reasons.push(told);
      return null;
    }
  };
  const { needs } = definition;
  const scopeId = await noting(() => readScope(scopeName, named, actor));
  const read = await noting(() => definition.input(raw, actor));
  const lineage = scopeId
    ? await lineageOf(db, choice.parentOf ? { parentOf: choice.parentOf } : scopeId.value)
    : [];
  const scope = scopeId ? await noting(() => demandScope(lineage, actor, choice, scopeName)) : null;
  if (!scope) return { reasons, lineage };
  const acts = read ? actsOf(needs, read.value) : typeof needs.acts === "function" ? [] : needs.acts;
  await noting(() => demandAccess(acts, actor));
  await noting(() => demandChanges(definition, acts, actor));
  await noting(() => demandRight(needs.right, lineage, actor));
  if (read) await noting(() => demandFresh(needs, read.value, actor));
  if (!read || definition.effect === "writes-itself" || concernsOthersNotes(acts, actor, asker))
    return { reasons, lineage };
  const output = await noting(() =>
    definition.run({
      db,
      actor,
      input: read.value,
      scope: scope.value,
      lineage,
      rights: effectiveRights(lineage),
      afterwards: () => {},
      check: async (...demands) => {
        const before = reasons.length;
        for (const met of demands) await noting(met);
        if (reasons.length > before) throw new Examinable("refused");
      },
      madeEntry: () => {},
    }),
  );
  return reasons.length === 0 && output ? { reasons, lineage, output: output.value } : { reasons, lineage };
}

/** Whether a call would reveal notes of another customer. Notes are only for the web users of the customer who wrote them. */
function concernsOthersNotes(acts: readonly Act[], actor: Actor, asker: Actor): boolean {
  const areTheirs = asker.door !== "web" || asker.i_customer !== actor.i_customer;
  // programs have no notes, and the body says so at once, whatever exists
  return actor.door === "web" && areTheirs && acts.some((act) => act === "notes" || act === "read_notes");
}
