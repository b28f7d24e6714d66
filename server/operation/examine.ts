import type { Act } from "../actor/access-levels";
import { mayAct } from "../actor/access-levels";
import { type Actor, isWebUser } from "../actor/actor";
import type { Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import { effectiveRights } from "../tree/rights";
import { demandTag } from "./asked/tag-of-call";
import { noteAttempt } from "./attempts";
import type { Definition, Examination, Examined, TargetOf } from "./definition";
import { demandsOf, demandsUnread, demandTarget, isFor } from "./demands";
import { findPlaces } from "./find-places";
import type { What } from "./kinds-of-target";
import { type About, actsOf, isByRelation, type Raw } from "./needs";
import { demandScope, readScope, splitScope } from "./scope";

/** Ends an examination once all reasons are collected. */
class Examinable extends Error {}

/**
 * Finds every reason why a call would be refused, with the operation's own checks: shape, scope, what `demandsOf` lists,
 * target, and the body's demands. It really runs the body, in the transaction `db`, which the caller rolls back. It does not
 * run the body of an operation that writes without a transaction (`writes-itself`), nor of one about another customer's
 * notes, or about people whom the asker may not see, whose answers would reveal what there is.
 * @param db a transaction that the caller rolls back
 */
export async function examine<Input, Output, Of extends About<Input>>(
  definition: Definition<Input, Output, Of>,
  db: Queries,
  actor: Actor,
  given: Raw,
  { asker, everyMember, match = [] }: Examination,
): Promise<Examined<Output>> {
  const { needs } = definition;
  const reasons: Refusal[] = [];
  const { name, given: scopeGiven, rest: raw } = splitScope(needs, given);
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
  const named = await noting(() => readScope(name, scopeGiven, actor));
  const read = await noting(() => definition.input(raw, actor));
  if (!read && everyMember) reasons.push(...furtherUnreadable(definition, raw, actor, reasons));
  if (!named) return { reasons, lineage: [] };
  const at = { name, named: named.value };
  const places = read
    ? await findPlaces(db, actor, needs.about, at, read.value as Raw)
    : // nobody finds what cannot be read
      await findPlaces(db, actor, "scope", at, {});
  const { lineage, target } = places;
  const scope = await noting(() => demandScope(lineage, actor, name));
  if (!scope) return { reasons, lineage };
  if (!read) {
    for (const met of demandsUnread(definition, actor, lineage)) await noting(met);
    return { reasons, lineage };
  }
  for (const met of demandsOf(definition, actor, { lineage, relation: target?.relation }, read.value))
    await noting(met);
  const acts = actsOf(needs, read.value, target?.relation);
  if (isHidden(needs.about, acts, actor, asker)) return { reasons, lineage };
  const isThere = await noting(() => demandTarget(places));
  if (isThere)
    await noting(
      async () => await demandTag(db, definition, { target: target ?? null, scope: scope.value }, match),
    );
  // a body about somebody else's people tells their state only to who may change it; one for people alone asks that itself
  const isBarred = (isByRelation(needs.right) && reasons.some(isMissingRight)) || !isFor(needs, actor);
  if (!isThere || isBarred || definition.effect === "writes-itself") return { reasons, lineage };
  const output = await noting(() =>
    definition.run({
      db,
      actor,
      input: read.value,
      scope: scope.value,
      lineage,
      rights: effectiveRights(lineage),
      // the compiler knows the kind of target from `about`
      target: target as TargetOf<Of>,
      afterwards: () => {},
      check: async (...demands) => {
        const before = reasons.length;
        for (const met of demands) await noting(met);
        if (reasons.length > before) throw new Examinable("refused");
      },
      dry: true,
      commit: async (act) => await act(db),
      madeEntry: () => {},
    }),
  );
  return reasons.length === 0 && output ? { reasons, lineage, output: output.value } : { reasons, lineage };
}

/** What cannot be read of the members that come after one that could not, as far as they can be read without that. */
function furtherUnreadable<Input>(
  { input }: Pick<Definition<Input, unknown>, "input">,
  raw: Raw,
  actor: Actor,
  known: readonly Refusal[],
): Refusal[] {
  const found: Refusal[] = [];
  const left = { ...raw };
  for (let last = known.at(-1); last?.attribute !== undefined && Object.hasOwn(left, last.attribute); ) {
    delete left[last.attribute];
    const next = refusalBy(() => input(left, actor));
    // it is not there only because we took it away
    if (!next || next.attribute === last.attribute) break;
    found.push(next);
    last = next;
  }
  return found;
}

function refusalBy(act: () => unknown): Refusal | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return undefined;
}

/**
 * Whether an examination may not tell whether there is such a thing, nor in what state: notes are for the web users of the
 * customer who wrote them, and who may not read web users learns nothing of people.
 */
function isHidden(about: About<never>, acts: readonly Act[], actor: Actor, asker: Actor): boolean {
  const areTheirs = !isWebUser(asker) || asker.i_customer !== actor.i_customer;
  if (areTheirs && acts.some((act) => act === "notes" || act === "read_notes")) return true;
  return (
    about !== "scope" && aboutPeople.includes(about.what) && !mayAct(asker.access_level, "read_web_users")
  );
}

function isMissingRight({ reason }: Refusal): boolean {
  return reason?.key === "right_missing";
}

const aboutPeople: readonly What[] = ["web_user", "log_in", "factor", "key"];
