import type { CustomerValues } from "@/attributes/customer";
import { type ParentsName, parentsNames, pick } from "@/attributes/lists";
import { readId } from "../input/read-id";
import { operation } from "../operation/operation";
import { levelsLeft, limitInForce } from "../record/limits";
import { type EffectiveRights, effectiveRights } from "../tree/rights";

/** What a form for a sub-customer of the scope can offer. */
export type FormChoices = {
  readonly parent: { readonly i_customer: number; readonly name: string; readonly base_currency: string };
  readonly tariffs: readonly {
    readonly i_tariff: number;
    readonly name: string;
    readonly currency: string;
  }[];
  readonly routing_groups: readonly { readonly i_routing_group: number; readonly name: string }[];
  /** the first thousand sub-customers of the scope by name, any of whom can be a commission agent */
  readonly agents: readonly { readonly i_customer: number; readonly name: string }[];
  /** what the parent effectively has, and may therefore give */
  readonly rights: EffectiveRights;
  /** how much the limits of the parent and of those above still allow; null: no limit */
  readonly room: Readonly<Record<"levels" | "max_sessions" | "max_calls_per_second", number | null>>;
  /** what a new sub-customer copies */
  readonly inherited: Pick<CustomerValues, ParentsName>;
};

const mostAgents = 1_000;

/** The choices of *New customer*, or with `i_customer` of *Edit*: tariffs, routing groups, agents, and what may be given. */
export const getFormChoices = operation({
  name: "getFormChoices",
  input: (raw) => ({ i_customer: raw.i_customer === undefined ? undefined : readId(raw, "i_customer") }),
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "child", optional: true },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  async run({ db, scope, lineage }): Promise<FormChoices> {
    const [tariffs, routing_groups, agents] = await Promise.all([
      db.tariff.findMany({
        where: { i_customer: scope.i_customer },
        orderBy: { name_order: "asc" },
        select: { i_tariff: true, name: true, currency: true },
      }),
      db.routingGroup.findMany({
        where: { i_customer: scope.i_customer },
        orderBy: { name_order: "asc" },
        select: { i_routing_group: true, name: true },
      }),
      db.customer.findMany({
        where: { i_wholesaler: scope.i_customer },
        orderBy: { name_order: "asc" },
        take: mostAgents,
        select: { i_customer: true, name: true },
      }),
    ]);
    const { i_customer, name, base_currency } = scope;
    return {
      parent: { i_customer, name, base_currency },
      tariffs,
      routing_groups,
      agents,
      rights: effectiveRights(lineage),
      room: {
        levels: levelsLeft(lineage),
        max_sessions: limitInForce(lineage, "max_sessions"),
        max_calls_per_second: limitInForce(lineage, "max_calls_per_second"),
      },
      inherited: pick(scope, parentsNames),
    };
  },
});
