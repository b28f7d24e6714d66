import type { Problem } from "@/attributes/kinds/kind";

/** What a cell says. */
export type Read =
  | { readonly value: unknown }
  | { readonly problem: Problem }
  /** nothing */
  | { readonly absent: true };

/** A cell that cannot be read. @param message completes the sentence 'Parameter x …' */
export function wrong(message: string, key: string, values: Problem["values"] = {}): Read {
  return { problem: { message, key, values } };
}
