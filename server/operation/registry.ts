import type { Operation } from "./definition";

/** What callers can use of an operation without knowing the type of its input. */
export type AnyOperation = Pick<Operation, "operationName" | "examine">;

let registered: Readonly<Record<string, AnyOperation>> = {};

/** Tells what there is to ask for by name. Called once, by the registry of all operations. */
export function registerOperations(all: Readonly<Record<string, AnyOperation>>): void {
  registered = all;
}

/** Finds an operation by its name; undefined if there is none. */
export function operationNamed(name: string): AnyOperation | undefined {
  return Object.hasOwn(registered, name) ? registered[name] : undefined;
}
