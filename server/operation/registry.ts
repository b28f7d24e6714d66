import type { Actor } from "../actor/actor";
import type { Definition, Operation } from "./definition";
import type { Needs, Raw } from "./needs";

/** What callers can use of an operation without knowing the type of its input. */
export type AnyOperation = Pick<Operation, "operationName" | "examine"> & {
  (actor: Actor, raw: Raw): Promise<unknown>;
  readonly definition: Pick<Definition<never, unknown>, "effect"> & {
    readonly needs: Needs<never>;
    readonly once?: readonly string[];
    readonly input: (raw: Raw, actor: Actor) => unknown;
  };
};

let registered: Readonly<Record<string, AnyOperation>> = {};

/** Tells what there is to ask for by name. Called once, by the registry of all operations. */
export function registerOperations(all: Readonly<Record<string, AnyOperation>>): void {
  registered = all;
}

/** An operation that our own code names. @throws Error if there is none */
export function operationCalled(name: string): AnyOperation {
  const found = operationNamed(name);
  if (!found) throw new Error(`there is no operation ${name}`);
  return found;
}

/** Finds an operation by its name; undefined if there is none. */
export function operationNamed(name: string): AnyOperation | undefined {
  return Object.hasOwn(registered, name) ? registered[name] : undefined;
}
