import type { Actor } from "../actor/actor";
import { database, inTransaction, type Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import { forgetLineage } from "../tree/request-lineage";
import { effectiveRights } from "../tree/rights";
import type { Node } from "../tree/tree";
import { askedCall, type Told } from "./asked/asked-call";
import { kindOfTag } from "./asked/tag-of-call";
import { noteAttempt } from "./attempts";
import { hasEntry } from "./audit";
import type { Choice, Definition, Examination, Operation, TargetOf } from "./definition";
import { demandsOf, demandTarget } from "./demands";
import { examine } from "./examine";
import { findPlaces } from "./find-places";
import { spendRow } from "./job-row";
import { lockPlaces } from "./lock-places";
import { checkSupportSession, lockSupportSession } from "./lock-support-session";
import { type About, actsOf, type Raw } from "./needs";
import { noteOpening } from "./opening";
import { noteWrite, readAway } from "./own-writes";
import { recordRefusal } from "./record-refusal";
import { ReplayedCall, spendAfterFailure, spendOnce } from "./replayed-call";
import { actingFor, demandScope, readScope, splitScope } from "./scope";
import { jointNow } from "./together";
import { auditTrusted, auditTrustedRefusal } from "./trusted";

/**
 * Makes an operation. This wrapper alone finds the scope and what the call is about, checks who may, parses the input, locks
 * and holds the transaction. Refusals come in the order of semantics, 'Who may do what': shape, scope, what
 * `demandsOf` lists, target, and then what the body finds.
 */
export function operation<Input, Output, const Of extends About<Input>>(
  definition: Definition<Input, Output, Of>,
): Operation<Input, Output> {
  const { needs } = definition;
  if (definition.stale && definition.effect !== "reads") throw new Error("a standby cannot write");
  const writes = definition.effect === "writes";
  const tagKind = kindOfTag(definition);
  const perform = async (actor: Actor, raw: Raw, choice: Choice, seen: Seen): Promise<Output> => {
    const { name, given, rest } = splitScope(needs, raw);
    const named = readScope(name, given, actor);
    const input = definition.input(rest, actor);
    const { asked } = choice;
    const call =
      asked && definition.effect !== "reads"
        ? askedCall(definition, asked, named ?? actor.i_customer)
        : undefined;
    let read: Told = {};
    const once = definition.effect === "reads" ? undefined : actor.once;
    const afterwards: (() => Promise<void> | void)[] = [];
    const body = async (db: Queries): Promise<Output> => {
      afterwards.length = 0;
      if (once) await spendOnce(db, once);
      if (writes) await spendRow(db, actor);
      const done = await call?.before(db);
      const places = await findPlaces(
        db,
        actor,
        needs.about,
        { name, named, fresh: writes },
        input as Raw,
        asked && !call ? tagKind : undefined,
      );
      const { lineage, target } = places;
      const scope = demandScope(lineage, actor, name);
      seen.scope = scope;
      // operations that extend or end a support session lock its row themselves
      if (!actsOf(needs, input, target?.relation).includes("support_session"))
        await (writes ? lockSupportSession : checkSupportSession)(db, actor);
      // what was done before may have taken its target away
      const relation = target?.relation ?? done?.relation ?? undefined;
      for (const met of demandsOf(definition, actor, { lineage, relation }, input)) met();
      const acting = actingFor(actor, scope, name);
      if (call && done) {
        // what this very operation gave then
        const output = call.replay(done) as Output;
        if (actor.door === "trusted") await auditTrusted(db, acting, definition.name, scope, rest);
        return output;
      }
      demandTarget(places);
      const where = { target, scope };
      if (writes) {
        await lockPlaces(db, needs, input, scope, target);
        await call?.begin(db, where);
      }
      await noteOpening(db, acting, needs.about, target);
      const run = async (from: Queries) =>
        await definition.run({
          db: from,
          actor: acting,
          input,
          scope,
          lineage,
          // not every body asks for them
          get rights() {
            return effectiveRights(lineage);
          },
          // the compiler knows the kind of target from `about`, and `demandTarget` sees that it is there
          target: target as TargetOf<Of>,
          afterwards: (act) => afterwards.push(act),
          check: async (...demands) => {
            for (const met of demands) await met();
          },
          dry: false,
          commit: async (act) => await (call ? call.commit(where, act) : inTransaction(act)),
          madeEntry: () => {
            seen.noted = true;
          },
        });
      const output = definition.stale === "allowed" ? await readAway(acting, run) : await run(db);
      if (writes) await call?.end(db, where, output);
      else if (places.tag) read = { tag: places.tag };
      if (definition.effect !== "reads") await noteWrite(db, acting);
      // a writing operation makes its own entry with what it changed; a repeated payment changes nothing and makes none
      const noted = choice.continues || seen.noted || (writes && hasEntry(db));
      if (actor.door === "trusted" && !noted) await auditTrusted(db, acting, definition.name, scope, rest);
      return output;
    };
    try {
      const joint = writes ? jointNow() : undefined;
      const output = joint
        ? await body(joint.db)
        : writes
          ? await inTransaction(body)
          : await body(database());
      if (writes) forgetLineage(actor);
      if (joint) joint.afterwards.push(...afterwards);
      else for (const act of afterwards) await act();
      asked?.told(call?.told() ?? read);
      return output;
    } catch (error) {
      // the rollback undid the spending too
      if (once && writes && !(error instanceof ReplayedCall)) await spendAfterFailure(once);
      throw await noteAttempt(actor, error, rest);
    }
  };
  const call = async (actor: Actor, raw: Raw, choice: Choice = {}): Promise<Output> => {
    const seen: Seen = {};
    try {
      return await perform(actor, raw, choice, seen);
    } catch (error) {
      if (actor.door === "trusted" && !seen.noted) await auditTrustedRefusal(actor, definition.name, error);
      if (error instanceof Refusal) {
        const record = () => recordRefusal(actor, definition.name, error, seen.scope);
        const joint = writes ? jointNow() : undefined;
        if (joint) joint.record = record;
        else await record();
      }
      throw error;
    }
  };
  const made: Operation<Input, Output> = Object.assign(call, {
    operationName: definition.name,
    definition,
    examine: async (db: Queries, actor: Actor, raw: Raw, examination: Examination) =>
      await examine(definition, db, actor, raw, examination),
  });
  return made;
}

/** What we had found out when a call was refused. */
type Seen = { scope?: Node; noted?: true };
