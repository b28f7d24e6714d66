import type { Right } from "@/attributes/rights";
import type { Act } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import type { Refusal } from "../ground/refusal";
import type { EffectiveRights } from "../tree/rights";
import type { Node } from "../tree/tree";
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

/**
 * `reads`: it changes nothing. `writes`: it runs in one transaction. `writes-itself`: it needs several transactions, or
 * works between them, and makes its own; its digest still works only once.
 */
export type Effect = "reads" | "writes" | "writes-itself";

export type Definition<Input, Output> = {
  readonly name: string;
  readonly needs: Needs<Input>;
  /** what it does to the database */
  readonly effect: Effect;
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
  readonly lineage: readonly Node[];
};
