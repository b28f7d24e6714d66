import type { Actor } from "../actor/actor";
import { database, type Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import { effectiveRights } from "../tree/rights";
import { lineageOf, type Node } from "../tree/tree";
import { noteAttempt } from "./attempts";
import { hasEntry } from "./audit";
import type { Definition, Examination, Operation, Raw, ScopeChoice } from "./definition";
import { actsOf, demandAccess, demandChanges, demandFresh, demandRight } from "./demands";
import { examine } from "./examine";
import { checkSupportSession, lockSupportSession } from "./lock-support-session";
import { recordRefusal } from "./record-refusal";
import { ReplayedCall, spendAfterFailure, spendOnce } from "./replayed-call";
import { actingFor, demandScope, readScope, splitScope } from "./scope";
import { auditTrusted, auditTrustedRefusal } from "./trusted";

/**
 * Makes an operation. This wrapper alone finds the scope, checks who may, parses the input and holds the transaction.
 * Refusals come in the order of semantics, 'Who may do what': shape, scope, right, and then what the body finds.
 */
export function operation<Input, Output>(definition: Definition<Input, Output>): Operation<Input, Output> {
  const perform = async (actor: Actor, raw: Raw, choice: ScopeChoice, seen: Seen): Promise<Output> => {
    const { scopeName, named, rest } = splitScope(definition.needs, raw);
    const scopeId = readScope(scopeName, named, actor);
    const input = definition.input(rest, actor);
    const writes = definition.effect === "writes";
    const once = definition.effect === "reads" ? undefined : actor.once;
    const afterwards: (() => Promise<void> | void)[] = [];
    const body = async (db: Queries): Promise<Output> => {
      if (once) await spendOnce(db, once);
      const lineage = await lineageOf(db, choice.parentOf ? { parentOf: choice.parentOf } : scopeId);
      const scope = demandScope(lineage, actor, choice, scopeName);
      seen.scope = scope;
      const acts = actsOf(definition.needs, input);
      // operations that extend or end a support session lock its row themselves
      if (!acts.includes("support_session"))
        await (writes ? lockSupportSession : checkSupportSession)(db, actor);
      demandAccess(acts, actor);
      demandChanges(definition, acts, actor);
      demandRight(definition.needs.right, lineage, actor);
      demandFresh(definition.needs, input, actor);
      const acting = actingFor(actor, scope, scopeName);
      const output = await definition.run({
        db,
        actor: acting,
        input,
        scope,
        lineage,
        rights: effectiveRights(lineage),
        afterwards: (act) => afterwards.push(act),
        check: async (...demands) => {
          for (const met of demands) await met();
        },
        madeEntry: () => {
          seen.noted = true;
        },
      });
      // a writing operation makes its own entry with what it changed; a repeated payment changes nothing and makes none
      const noted = choice.continues || seen.noted || (writes && hasEntry(db));
      if (actor.door === "trusted" && !noted) await auditTrusted(db, acting, definition.name, scope, rest);
      return output;
    };
    try {
      const output = writes ? await database().$transaction(body) : await body(database());
      for (const act of afterwards) await act();
      return output;
    } catch (error) {
      // the rollback undid the spending too
      if (once && writes && !(error instanceof ReplayedCall)) await spendAfterFailure(once);
      throw await noteAttempt(actor, error, rest);
    }
  };
  const call = async (actor: Actor, raw: Raw, choice: ScopeChoice = {}): Promise<Output> => {
    const seen: Seen = {};
    try {
      return await perform(actor, raw, choice, seen);
    } catch (error) {
      if (actor.door === "trusted" && !seen.noted) await auditTrustedRefusal(actor, definition.name, error);
      if (error instanceof Refusal) await recordRefusal(actor, definition.name, error, seen.scope);
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
