import type { Mutation } from "./mutation";
import { api } from "./rules/api";
import { brand } from "./rules/brand";
import { jobs } from "./rules/jobs";
import { logIn } from "./rules/log-in";
import { money } from "./rules/money";
import { rights } from "./rules/rights";
import { sight } from "./rules/sight";
import { support } from "./rules/support";
import { webhooks } from "./rules/webhooks";

/**
 * The rules that would hurt most if they broke, over all of the specification's sections. Each is broken by one line.
 * Whoever changes a rule adapts its row.
 */
export const mutations: readonly Mutation[] = [
  ...rights,
  ...money,
  ...logIn,
  ...api,
  ...sight,
  ...brand,
  ...support,
  ...jobs,
  ...webhooks,
];
