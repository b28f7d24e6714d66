import { Unreadable } from "@/attributes/kinds/kind";
import { largestInt, readInt } from "@/attributes/kinds/number";
import { type Act, mayAct } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import { database, type Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import { demand, type EffectiveRights, effectiveRights, type Right } from "../tree/rights";
import { lineage, type Node } from "../tree/tree";
import { noteAttempt } from "./attempts";
import { hasEntry } from "./audit";
import { holdStay, lookAtStay } from "./hold-stay";
import { recordRefusal } from "./record-refusal";
import { ReplayedCall, spendAfterFailure, spendOnce } from "./replayed-call";
import { auditTrusted, auditTrustedRefusal } from "./trusted";

/** What an operation needs. The compiler requires it, so no operation can forget to say. */
export type Needs<Input> = {
  /** the effective right that the actor's customer needs; null: none, everybody may */
  readonly right: Right | null;
  /** the rows of the table of access levels; may depend on the input */
  readonly acts: readonly Act[] | ((input: Input) => readonly Act[]);
  /** the parameter that names the scope; may depend on what came in. Source: semantics, 'i_wholesaler' */
  readonly scope: ScopeName | ((raw: Raw) => ScopeName);
  /**
   * Whether a person on the web must have confirmed their identity within the last minutes (step-up): for their own
   * secrets, others' one-time passwords, and deleting. Absent: no.
   */
  readonly fresh?: true | ((input: Input, actor: Actor) => boolean);
};

/** `none`: the operation ignores every scope. */
export type ScopeName = "i_wholesaler" | "i_customer" | "none";

/** What an operation works with. */
export type Context<Input> = {
  /** the transaction, or the plain connection if the operation only reads */
  readonly db: Queries;
  readonly actor: Actor;
  readonly input: Input;
  /** the customer in whose scope the operation works */
  readonly scope: Node;
  /** the nodes from the root down to the scope, including it */
  readonly lineage: readonly Node[];
  /** the scope's effective rights */
  readonly rights: EffectiveRights;
  /** registers what to do after the transaction commits, and only then */
  readonly afterwards: (act: () => Promise<void> | void) => void;
  /**
   * Checks demands that do not depend on each other. The first unmet one refuses the call; *Why not?* collects them all.
   * Write nothing before this.
   */
  readonly check: (...demands: readonly Demand[]) => Promise<void>;
  /** says that a reading operation made its own entry, so that the trusted host's call gets no second one */
  readonly madeEntry: () => void;
};

/** Something that must hold. @throws Refusal if it does not */
export type Demand = () => Promise<void> | void;

export type Definition<Input, Output> = {
  readonly name: string;
  readonly needs: Needs<Input>;
  /** whether it changes anything; then it runs in one transaction */
  readonly writes: boolean;
  /** set for an operation that writes without a transaction of the wrapper: its digest still works only once */
  readonly once?: true;
  /** parses everything that came in except what names the scope. @throws Refusal 400 */
  readonly input: (raw: Raw, actor: Actor) => Input;
  readonly run: (context: Context<Input>) => Promise<Output>;
};

/** The scope of a call, if it is not the actor's own customer. */
export type ScopeChoice = {
  /** work in the scope of this customer's parent, as the web does for deeper descendants */
  readonly parentOf?: number;
  /** this is a further batch of a call that the audit log already contains */
  readonly continues?: true;
};

/** The input by name, before anything parsed it. */
export type Raw = Readonly<Record<string, unknown>>;

export interface Operation<Input = unknown, Output = unknown> {
  (actor: Actor, raw: Raw, choice?: ScopeChoice): Promise<Output>;
  readonly operationName: string;
  readonly definition: Definition<Input, Output>;
  /** finds why the same call would be refused, see `examine` */
  readonly examine: (
    db: Queries,
    actor: Actor,
    raw: Raw,
    examination: Examination,
  ) => Promise<Examined<Output>>;
}

/** How to examine a call. */
export type Examination = ScopeChoice & {
  /** who asks; the throttle of tries at taken names counts for them */
  readonly asker: Actor;
};

/** What an examination found: every reason against the call, in the order of refusals; if there is none, the result. */
export type Examined<Output = unknown> = {
  readonly reasons: readonly Refusal[];
  readonly output?: Output;
  /** the nodes from the root down to the scope of the examination */
  readonly way: readonly Node[];
};

/**
 * Makes an operation. This wrapper alone finds the scope, checks who may, parses the input and holds the transaction.
 * Refusals come in the order of semantics, 'Who may do what': shape, scope, right, and then what the body finds.
 */
export function operation<Input, Output>(definition: Definition<Input, Output>): Operation<Input, Output> {
  const perform = async (actor: Actor, raw: Raw, choice: ScopeChoice, seen: Seen): Promise<Output> => {
    const { scopeName, named, rest } = splitScope(definition.needs, raw);
    const scopeId = readScope(scopeName, named, actor);
    const input = definition.input(rest, actor);
    const once = definition.writes || definition.once ? actor.once : undefined;
    const afterwards: (() => Promise<void> | void)[] = [];
    const body = async (db: Queries): Promise<Output> => {
      if (once) await spendOnce(db, once);
      const way = await lineage(db, choice.parentOf ? { parentOf: choice.parentOf } : scopeId);
      const scope = demandScope(way, actor, choice, scopeName);
      seen.scope = scope;
      const acts = actsOf(definition.needs, input);
      // operations that extend or end a support session lock its row themselves
      if (!acts.includes("stay")) await (definition.writes ? holdStay : lookAtStay)(db, actor);
      demandAccess(acts, actor);
      demandChanges(definition, acts, actor);
      demandRight(definition.needs.right, way, actor);
      demandFresh(definition.needs, input, actor);
      const acting = actingFor(actor, scope, scopeName);
      const output = await definition.run({
        db,
        actor: acting,
        input,
        scope,
        lineage: way,
        rights: effectiveRights(way),
        afterwards: (act) => afterwards.push(act),
        check: async (...demands) => {
          for (const met of demands) await met();
        },
        madeEntry: () => {
          seen.noted = true;
        },
      });
      // a writing operation makes its own entry with what it changed; a repeated payment changes nothing and makes none
      const noted = choice.continues || seen.noted || (definition.writes && hasEntry(db));
      if (actor.door === "trusted" && !noted) await auditTrusted(db, acting, definition.name, scope, rest);
      return output;
    };
    try {
      const output = definition.writes ? await database().$transaction(body) : await body(database());
      for (const act of afterwards) await act();
      return output;
    } catch (error) {
      // the rollback undid the spending too
      if (once && definition.writes && !(error instanceof ReplayedCall)) await spendAfterFailure(once);
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
  loaded.set(definition.name, made);
  return made;
}

/** What we had found out when a call was refused. */
type Seen = { scope?: Node; noted?: true };

/** What callers can use of an operation without knowing the type of its input. */
type AnyOperation = Pick<Operation, "operationName" | "examine">;

const loaded = new Map<string, AnyOperation>();

/** Finds a loaded operation by its name; undefined if there is none. */
export function operationNamed(name: string): AnyOperation | undefined {
  return loaded.get(name);
}

/** Ends an examination once all reasons are collected. */
class Examinable extends Error {}

/**
 * Finds every reason why a call would be refused, with the operation's own checks: shape, scope, access level, right,
 * and the body's demands. It really runs the body, in the transaction `db`, which the caller rolls back. It does not run
 * the body of an operation that writes without a transaction (`once`), nor of one about another customer's notes, whose
 * answers would reveal which notes exist.
 * @param db a transaction that the caller rolls back
 */
async function examine<Input, Output>(
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
  const way = scopeId
    ? await lineage(db, choice.parentOf ? { parentOf: choice.parentOf } : scopeId.value)
    : [];
  const scope = scopeId ? await noting(() => demandScope(way, actor, choice, scopeName)) : null;
  if (!scope) return { reasons, way };
  const acts = read ? actsOf(needs, read.value) : typeof needs.acts === "function" ? [] : needs.acts;
  await noting(() => demandAccess(acts, actor));
  await noting(() => demandChanges(definition, acts, actor));
  await noting(() => demandRight(needs.right, way, actor));
  if (read) await noting(() => demandFresh(needs, read.value, actor));
  if (!read || definition.once || concernsOthersNotes(acts, actor, asker)) return { reasons, way };
  const output = await noting(() =>
    definition.run({
      db,
      actor,
      input: read.value,
      scope: scope.value,
      lineage: way,
      rights: effectiveRights(way),
      afterwards: () => {},
      check: async (...demands) => {
        const before = reasons.length;
        for (const met of demands) await noting(met);
        if (reasons.length > before) throw new Examinable("refused");
      },
      madeEntry: () => {},
    }),
  );
  return reasons.length === 0 && output ? { reasons, way, output: output.value } : { reasons, way };
}

/** Whether a call would reveal notes of another customer. Notes are only for the web users of the customer who wrote them. */
function concernsOthersNotes(acts: readonly Act[], actor: Actor, asker: Actor): boolean {
  const areTheirs = asker.door !== "web" || asker.i_customer !== actor.i_customer;
  // programs have no notes, and the body says so at once, whatever exists
  return actor.door === "web" && areTheirs && acts.some((act) => act === "notes" || act === "read_notes");
}

/** What names the scope, and what came in beside it. */
function splitScope({ scope }: Pick<Needs<never>, "scope">, raw: Raw) {
  const scopeName = typeof scope === "function" ? scope(raw) : scope;
  const { i_wholesaler: _scope, ...rest } = raw;
  if (scopeName !== "i_customer") return { scopeName, named: raw.i_wholesaler, rest };
  const { i_customer: named, ...others } = rest;
  return { scopeName, named, rest: others };
}

function readScope(name: ScopeName, raw: unknown, actor: Actor): number {
  if (name === "none") return actor.i_customer;
  if (raw === undefined || raw === null || raw === "") {
    if (actor.door === "trusted" || raw !== undefined) {
      throw new Refusal(400, `Parameter ${name} is required`, name, { key: "required" });
    }
    return actor.i_customer;
  }
  try {
    return readInt(raw, 1, largestInt);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { message, key } = error.problem;
    // treat an impossible id like an unknown one
    if (key === "out_of_bounds") return 0;
    throw new Refusal(400, `Parameter ${name} ${message}`, name, { key });
  }
}

function demandScope(way: readonly Node[], actor: Actor, choice: ScopeChoice, name: ScopeName): Node {
  const scope = way.at(-1);
  if (scope && way.some((node) => node.i_customer === actor.i_customer)) return scope;
  if (choice.parentOf) throw notFound();
  throw new Refusal(403, `Parameter ${name} is out of your scope`, name, { key: "out_of_scope" });
}

function actsOf<Input>({ acts }: Needs<Input>, input: Input): readonly Act[] {
  return typeof acts === "function" ? acts(input) : acts;
}

/** The actor's own customer needs the right, wherever below the actor works. */
function demandRight(right: Right | null, way: readonly Node[], actor: Actor): void {
  const home = way.findIndex((node) => node.i_customer === actor.i_customer);
  if (right) demand(effectiveRights(way.slice(0, home + 1)), right);
}

/** Whether the actor need not confirm their identity again: they did so recently, or are not a person in a browser. */
export function isFresh({ door, freshUntil }: Actor): boolean {
  const isPerson = door === "web" || door === "support";
  return !isPerson || (freshUntil ?? new Date(0)) > new Date();
}

/** Marks a trusted host, which acts as root, as acting on behalf of the customer that it names. */
function actingFor(actor: Actor, { i_customer, path, name }: Node, scopeName: ScopeName): Actor {
  if (actor.door !== "trusted" || scopeName === "none") return actor;
  return { ...actor, behalf: { i_customer, path, name } };
}

/**
 * Refuses changes by a support session that is still read-only. Extending and ending the session is always possible.
 * Source: semantics, 'Support'. @throws Refusal 403
 */
function demandChanges(
  { writes, once }: { readonly writes: boolean; readonly once?: true },
  acts: readonly Act[],
  { support }: Actor,
): void {
  if (!support || support.changes || !(writes || once) || acts.includes("stay")) return;
  throw new Refusal(403, "This support session is read-only; switch it to make changes first.", undefined, {
    key: "support_reads",
  });
}

function demandFresh<Input>({ fresh }: Needs<Input>, input: Input, actor: Actor): void {
  const needed = typeof fresh === "function" ? fresh(input, actor) : fresh === true;
  if (needed) demandFreshness(actor);
}

/** Demands step-up outside of operations. @throws Refusal 403 */
export function demandFreshness(actor: Actor): void {
  if (isFresh(actor)) return;
  throw new Refusal(403, "Confirm that it is you first, with your password or second factor.", undefined, {
    key: "step_up",
  });
}

function demandAccess(acts: readonly Act[], actor: Actor): void {
  for (const act of acts) demandAct(actor, act);
}

/** Demands that the actor's access level allows an act. @throws Refusal 403 */
export function demandAct(actor: Actor, act: Act): void {
  if (mayAct(actor.access_level, act)) return;
  if (actor.support) {
    throw new Refusal(403, "This is out of reach of a support session.", undefined, { key: "support_reach" });
  }
  throw new Refusal(403, `Your access level ${actor.access_level} does not allow this.`, undefined, {
    key: "access_level",
    values: { level: actor.access_level, act },
  });
}

/** The same answer for what does not exist and for what is not yours. */
export function notFound(): Refusal {
  return new Refusal(404, "There is no such customer, or it is not yours.", "i_customer", {
    key: "not_found",
  });
}
