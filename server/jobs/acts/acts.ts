import type { Act } from "./act";
import { block } from "./block";
import { creditLimit } from "./credit-limit";
import { deletion } from "./delete";
import { funds } from "./funds";
import { invite } from "./invite";
import { oneTimePassword } from "./one-time-password";
import { profile } from "./profile";
import { rights } from "./rights";
import { setAttributes } from "./set-attributes";
import { unblock } from "./unblock";
import { undo } from "./undo";

/** Everything that a job can do to customers, by the name that pages and programs give it. */
export const acts = {
  set_attributes: setAttributes,
  rights,
  credit_limit: creditLimit,
  funds,
  block,
  unblock,
  one_time_password: oneTimePassword,
  invite,
  profile,
  delete: deletion,
} as const satisfies Record<string, Act<never>>;

/** What jobs do that are prepared in their own ways. */
const others = { undo } as const satisfies Record<string, Act<never>>;

export type ActName = keyof typeof acts;

// Object.keys gives string[]; the table has exactly these keys
export const actNames = Object.keys(acts) as ActName[];

/** What a job of a kind does, for input that it has read itself. */
export function actNamed(kind: string): Act<never> {
  const all: Readonly<Record<string, Act<never>>> = { ...acts, ...others };
  const found = Object.hasOwn(all, kind) ? all[kind] : undefined;
  if (!found) throw new Error(`there is no act ${kind}`);
  return found;
}
