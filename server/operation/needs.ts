import type { Right } from "@/attributes/rights";
import type { Act } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import type { Prisma } from "../database/generated/client";
import type { FoundBy, What } from "./kinds-of-target";

/** The input by name, before anything parsed it. */
export type Raw = Readonly<Record<string, unknown>>;

/** What an operation needs. The compiler requires it, so no operation can forget to say. Source: semantics, 'Who may do what'. */
export type Needs<Input> = {
  readonly about: About<Input>;
  /** the effective right that the actor's customer needs; null: none, everybody may */
  readonly right:
    | ByRelation<Right | null>
    | {
        /** several: one of them is enough */
        readonly of: (input: Input) => Right | readonly Right[] | null;
        /** what some inputs need, with the levels that these do: who has nothing of it can do nothing with the operation */
        readonly some: readonly { readonly right: Right; readonly acts: readonly (readonly Act[])[] }[];
      };
  /** the rows of the table of access levels, all of them */
  readonly acts: ByRelation<Acts<Input>>;
  /** what must hold of the actor beside, whatever they ask for. @throws Refusal 403 */
  readonly who?: (actor: Actor) => void;
  /** the parameter that names the scope; may depend on what came in. Source: semantics, 'i_wholesaler' */
  readonly scope: ScopeName | ((raw: Raw) => ScopeName);
  /**
   * Whether a person on the web must have confirmed their identity within the last minutes (step-up): for their own
   * secrets, others' one-time passwords, and deleting. Absent: no.
   */
  readonly fresh?: true | ((input: Input) => boolean);
  /**
   * What the wrapper locks before the body runs: the customer that the operation is about, or before it the parent on
   * whose funds it draws, so that two changes at once wait for each other instead of deadlocking. Absent: nothing.
   */
  readonly locks?: Locks | ((input: Input) => Locks);
};

/** `none`: the operation ignores every scope. */
export type ScopeName = "i_wholesaler" | "i_customer" | "none";

export type Locks = "target" | "funds";

/**
 * What an operation is about: its scope, or something that the input names. The wrapper finds that, and answers the same
 * where it does not exist and where it is not the actor's to see.
 */
export type About<Input> = "scope" | Thing<Input>;

type Thing<Input> = { [Kind in What]: ThingOfKind<Input, Kind> }[What];

type ThingOfKind<Input, Kind extends What> = {
  readonly what: Kind;
  /** the parameters of the input that name it, of which one is given */
  readonly by: readonly (FoundBy<Kind> & KeysOf<Input>)[];
  readonly whose: Whose;
  /** the input may leave it out: then the operation is about its scope */
  readonly optional?: true;
  /** it shows contact data: whoever is above the parent leaves an entry that the parent sees. Source: semantics, 'The tree' */
  readonly opens?: true;
  /** a statement of one row that the body wants of it, by the target's id; read together with the target, before any lock */
  readonly reads?: (id: Prisma.Sql) => Prisma.Sql;
};

// of a union each member's
type KeysOf<Input> = Input extends unknown ? keyof Input : never;

/**
 * Whose it may be, seen from the scope: the scope itself or what belongs to it (`own`), a direct sub-customer (`child`), any
 * descendant (`below`), or either. `oneself`: it belongs to the actor's own web user.
 *
 * A person on the web who names no scope works on a descendant (`child`, `below`) in the scope of its parent. Source:
 * semantics, 'Belongs to'.
 */
export type Whose = "oneself" | "own" | "child" | "below" | "own-or-below";

/** What the target is to the actor: their own web user, something of their customer, or of a customer below. */
export type Relation = "oneself" | "own" | "below";

/** The same for every relation, or one for each; who says nothing of `oneself` means `own`. */
export type ByRelation<Need> = Need | { readonly oneself?: Need; readonly own: Need; readonly below: Need };

/** Rows of the table of levels, or what each input needs of them. */
export type Acts<Input> =
  | readonly Act[]
  | {
      readonly of: (input: Input) => readonly Act[];
      /** the least that some inputs need: who has none of these can do nothing with the operation */
      readonly some: readonly (readonly Act[])[];
    };

/** For changes at one's own customer or below: the right to edit customers, but none for one's own. */
export const editBelow = { own: null, below: { area: "customers", action: "edit" } } as const;

/** What a relation needs. Something that was not found counts as below: who may do nothing there learns that first. */
export function needOf<Need>(need: ByRelation<Need>, relation: Relation = "below"): Need {
  if (!isByRelation(need)) return need;
  return relation === "oneself" && need.oneself !== undefined
    ? need.oneself
    : need[relation === "below" ? "below" : "own"];
}

/** Whether a need differs by relation. */
export function isByRelation<Need>(
  need: ByRelation<Need>,
): need is { readonly oneself?: Need; readonly own: Need; readonly below: Need } {
  return typeof need === "object" && need !== null && "below" in need;
}

/** The rights of which an input needs one, if any; without an input only what every input needs. */
export function rightsOf<Input>(
  { right }: Pick<Needs<Input>, "right">,
  relation: Relation | undefined,
  input?: Input,
): readonly Right[] {
  if (right === null || !("of" in right)) return listed(needOf(right, relation));
  return input === undefined ? [] : listed(right.of(input));
}

function listed(rights: Right | readonly Right[] | null): readonly Right[] {
  if (rights === null) return [];
  return "flag" in rights || "area" in rights ? [rights] : rights;
}

/** The rows of the table of levels that an input needs. */
export function actsOf<Input>(
  { acts }: Pick<Needs<Input>, "acts">,
  input: Input,
  relation?: Relation,
): readonly Act[] {
  const needed = needOf(acts, relation);
  return "of" in needed ? needed.of(input) : needed;
}

export function needsFreshness<Input>({ fresh }: Pick<Needs<Input>, "fresh">, input: Input): boolean {
  return typeof fresh === "function" ? fresh(input) : fresh === true;
}

/** People in a browser, as themselves or in a support session. */
export function isPerson({ door }: Pick<Actor, "door">): boolean {
  return door === "web" || door === "support";
}
