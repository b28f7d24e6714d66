import { z } from "zod";

// zod's generated code needs `unsafe-eval`, which our pages do not allow
z.config({ jitless: true });

/** How a value travels in XML-RPC. */
export type WireType = "string" | "int" | "int or nil" | "double" | "double or nil" | "boolean";

/** What is wrong with a value: the API's words, and the message key for a page. */
export type Problem = {
  /** completes the sentence 'Parameter x …' */
  readonly message: string;
  /** key below `refusals` in messages/ */
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

/** Thrown while a kind reads a value; `schemaFrom` catches it. */
export class Unreadable extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/**
 * A kind of attribute says how to read, bound, write and compare its values; each has a file in `kinds/`. Its `schema`
 * reads what the wire or a form sends; `undefined` (absent) never reaches it.
 */
export interface Kind<Value = unknown> {
  readonly kind: string;
  readonly wire: WireType;
  /** true if nil has a meaning: unlimited, none, the parent's own */
  readonly nullable: boolean;
  /** a value that documentation shows, as JSON has it, where an attribute says no better one */
  readonly example: Value;
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
  // schemaFrom makes every issue, with a Problem as its params
  return { problem: issue.params as Problem };
}

/** Refuses nil if it has no meaning. Source: semantics, 'Create and update'. */
export function refuseNil(): never {
  throw new Unreadable({ message: "must not be nil", key: "required" });
}

/** Refuses a value of the wrong type. @param expected e.g. `a string` */
export function refuseType(expected: string, key: string): never {
  throw new Unreadable({ message: `must be ${expected}`, key });
}
