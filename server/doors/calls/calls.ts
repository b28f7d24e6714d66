import type { Call } from "./call";
import { customersCalls } from "./customers-calls";
import { dictionariesCalls } from "./dictionaries-calls";
import { historyCalls } from "./history-calls";
import { jobsCalls } from "./jobs-calls";
import { moneyCalls } from "./money-calls";
import { peopleCalls } from "./people-calls";

/**
 * Every call of a program, by name: the one list from which XML-RPC, REST, the bridge, the OpenAPI file and both reference
 * pages come. A door adds only form.
 */
export const calls = {
  ...customersCalls,
  ...peopleCalls,
  ...moneyCalls,
  ...historyCalls,
  ...dictionariesCalls,
  ...jobsCalls,
} as const satisfies Readonly<Record<string, Call>>;

export type CallName = keyof typeof calls;
