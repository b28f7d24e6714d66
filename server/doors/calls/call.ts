import type { AnyKind } from "@/attributes/customer";
import type { Actor } from "../../actor/actor";
import type { Choice } from "../../operation/definition";
import type { Members, Shape } from "./shape";

/** A parameter, as the references describe it and REST reads it. */
export type Parameter = {
  readonly name: string;
  readonly type: Shape;
  readonly required: boolean;
  readonly meaning: string;
  /** of an attribute, and of what is read like one: its bounds */
  readonly kind?: AnyKind;
};

/** An operation as a door calls it. */
export type Perform = (
  actor: Actor,
  raw: Readonly<Record<string, unknown>>,
  choice?: Choice,
) => Promise<unknown>;

/** A call, whatever the door: an operation, what it takes, and which parts of its answer we send. */
export type Call = {
  readonly operation: Perform;
  /** what it does, in a sentence */
  readonly meaning: string;
  readonly parameters: readonly Parameter[];
  readonly returns: Members;
};
