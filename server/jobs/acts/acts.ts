import type { Act } from "./act";
import { block } from "./block";
import { setAttributes } from "./set-attributes";

/** Everything that a job can do to customers, by the name that pages and programs give it. */
export const acts = {
  set_attributes: setAttributes,
  block,
} as const satisfies Record<string, Act<never>>;

export type ActName = keyof typeof acts;

// Object.keys gives string[]; the table has exactly these keys
export const actNames = Object.keys(acts) as ActName[];

/** An act by its name, for input that it has read itself. */
export function actNamed(kind: string): Act<never> {
  const found = actNames.find((name) => name === kind);
  if (!found) throw new Error(`there is no act ${kind}`);
  return acts[found];
}
