import { z } from "zod";

// generated code needs `unsafe-eval`, which no page of ours allows
z.config({ jitless: true });

/** How a value travels in XML-RPC. */
export type WireType = "string" | "int" | "int or nil" | "double" | "double or nil" | "boolean";

/** What went wrong with a value: the API's words, and the message key for a page. */
export type Problem = {
  /** ends the sentence 'Parameter x …' */
  readonly message: string;
  /** key below `refusals` in messages/ */
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

/** Thrown by a kind's reading of a value, caught by `kind`. */
export class Unreadable extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/**
 * A kind of attribute: how its values are read, bounded, written and compared. One file per kind, in `kinds/`.
 * Its `schema` reads what the wire or a form may send; `undefined` (absent) never reaches it.
 */
export interface Kind<Value = unknown> {
  readonly kind: string;
  readonly wire: WireType;
  /** true where nil is a value of its own: unlimited, none, the parent's own */
  readonly nullable: boolean;
  readonly schema: z.ZodType<Value>;
}

/** Makes the zod schema of a kind from a function that reads a value or throws `Unreadable`. */
export function schemaFrom<Value>(read: (raw: unknown) => Value): z.ZodType<Value> {
  return z.unknown().transform((raw, context) => {
    try {
      return read(raw);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      context.addIssue({ code: "custom", message: error.problem.message, params: error.problem });
      return z.NEVER;
    }
  });
}

/** Reads a value by its kind. @returns the value, or what is wrong with it */
export function readValue<Value>(
  kind: Kind<Value>,
  raw: unknown,
): { readonly value: Value } | { readonly problem: Problem } {
  const result = kind.schema.safeParse(raw);
  if (result.success) return { value: result.data };
  const issue = result.error.issues[0];
  if (issue?.code !== "custom" || !issue.params) throw new Error("a kind reports custom issues only");
  // every issue of ours is made in schemaFrom, with a Problem as its params
  return { problem: issue.params as Problem };
}

/** The refusal of nil where nil is no value. Source: semantics, 'Create and update'. */
export function refuseNil(): never {
  throw new Unreadable({ message: "must not be nil", key: "required" });
}

/** The refusal of a value of the wrong type. @param expected e.g. `a string` */
export function refuseType(expected: string, key: string): never {
  throw new Unreadable({ message: `must be ${expected}`, key });
}
