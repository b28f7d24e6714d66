import type { Mutation } from "./mutation";
import { money } from "./rules/money";
import { rights } from "./rules/rights";

/**
 * The rules that would hurt most if they broke, over all of the specification's sections. Each is broken by one line.
 * Whoever changes a rule adapts its row.
 */
export const mutations: readonly Mutation[] = [...rights, ...money];
