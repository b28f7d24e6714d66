import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import type { Refusal } from "../ground/refusal";
import type { EffectiveRights } from "../tree/rights";
import type { Node } from "../tree/tree";
import type { Asked } from "./asked/asked-call";
import type { TaggedKind } from "./asked/entity-tags";
import type { Place, Target } from "./find-places";
import type { Needs, Raw } from "./needs";

/** What an operation works with. */
export type Context<Input, Of = unknown> = {
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
  /** what the operation is about, if that is not its scope */
  readonly target: TargetOf<Of>;
  /** registers what to do after the transaction commits, and only then */
  readonly afterwards: (act: () => Promise<void> | void) => void;
  /**
   * Checks demands that do not depend on each other. The first unmet one refuses the call; *Why not?* collects them all.
   * Write nothing before this.
   */
  readonly check: (...demands: readonly Demand[]) => Promise<void>;
  /** nothing of it stays, as it is only examined: what is slow and can refuse nothing need not be done */
  readonly dry: boolean;
  /**
   * Of an operation that `commits`: runs its effect as a transaction, in which what a program asks for in headers holds.
   * @returns what `act` gives, or what it gave when the same call was done before
   */
  readonly commit: <Output>(act: (db: Queries) => Promise<Output>) => Promise<Output>;
  /** says that a reading operation made its own entry, so that the trusted host's call gets no second one */
  readonly madeEntry: () => void;
};

/** What the wrapper hands to the body of an operation that is about this. */
export type TargetOf<Of> = Of extends { readonly optional: true }
  ? Target | null
  : Of extends { readonly what: "ledger" | "refusal" | "support_session" }
    ? Place
    : Of extends { readonly what: string }
      ? Target
      : null;

/** Something that must hold. @throws Refusal if it does not */
export type Demand = () => Promise<void> | void;

/**
 * `reads`: it changes nothing. `writes`: it runs in one transaction. `writes-itself`: it needs several transactions, or
 * works between them, and makes its own; its digest still works only once.
 */
export type Effect = "reads" | "writes" | "writes-itself";

export type Definition<Input, Output, Of = unknown> = {
  readonly name: string;
  readonly needs: Needs<Input> & { readonly about: Of };
  /** what it does to the database */
  readonly effect: Effect;
  /** its body reads what may be a moment old: from a standby, if there is one that has what the caller wrote */
  readonly stale?: "allowed";
  /** whose entity tag its calls tell; absent: that of what it is about, if that has one */
  readonly tag?: TaggedKind;
  /** one that `writes-itself`, but whose effect is one transaction, and its answer what `commit` gives */
  readonly commits?: true;
  /** its input has an `idempotency_key` of its own, which is that of the call: another call under it is a conflict */
  readonly keyed?: true;
  /** members of its answer that are secrets, told once: a call that is sent again is not answered by them */
  readonly once?: readonly (keyof Output & string)[];
  /** parses everything that came in except what names the scope. @throws Refusal 400 */
  readonly input: (raw: Raw, actor: Actor) => Input;
  // a method, so that who only calls it need not know what the operation is about
  run(context: Context<Input, Of>): Promise<Output>;
};

/** What our own code says of a call beside its input. */
export type Choice = {
  /** this is a further batch of a call that the audit log already contains */
  readonly continues?: true;
  /** what a program asks for in headers */
  readonly asked?: Asked;
};

export interface Operation<Input = unknown, Output = unknown> {
  (actor: Actor, raw: Raw, choice?: Choice): Promise<Output>;
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
export type Examination = {
  /** who asks; the throttle of tries at taken names counts for them */
  readonly asker: Actor;
  /** also what is wrong with further members of what came in, where one cannot be read */
  readonly everyMember?: true;
  /** entity tags of which one must still hold, as the call itself would demand */
  readonly match?: readonly string[];
};

/** What an examination found: every reason against the call, in the order of refusals; if there is none, the result. */
export type Examined<Output = unknown> = {
  readonly reasons: readonly Refusal[];
  readonly output?: Output;
  /** the nodes from the root down to the scope of the examination */
  readonly lineage: readonly Node[];
};
