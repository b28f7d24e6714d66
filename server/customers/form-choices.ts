import type { CustomerValues } from "@/attributes/customer";
import { type ParentsName, parentsNames, pick } from "@/attributes/lists";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
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
    const rows = await findChoices(db, scope.i_customer);
    const of = (kind: ChoiceRow["kind"]) => rows.filter((row) => row.kind === kind);
    const { i_customer, name, base_currency } = scope;
    return {
      parent: { i_customer, name, base_currency },
      tariffs: of("tariff").map(({ id, name, currency }) => ({
        i_tariff: id,
        name,
        currency: currency ?? "",
      })),
      routing_groups: of("group").map(({ id, name }) => ({ i_routing_group: id, name })),
      agents: of("agent").map(({ id, name }) => ({ i_customer: id, name })),
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

type ChoiceRow = {
  readonly kind: "tariff" | "group" | "agent";
  readonly id: number;
  readonly name: string;
  /** of a tariff */
  readonly currency: string | null;
};

/** Reads what a customer has to choose from, in one query, each kind in the order of names. */
async function findChoices(db: Queries, i_customer: number): Promise<ChoiceRow[]> {
  return await readRows<ChoiceRow>(
    db,
    Prisma.sql`
    SELECT kind, id, name, currency FROM (
      SELECT 'tariff' AS kind, i_tariff AS id, name, currency, name_order FROM tariffs WHERE i_customer = ${i_customer}
      UNION ALL
      SELECT 'group', i_routing_group, name, NULL, name_order FROM routing_groups WHERE i_customer = ${i_customer}
      UNION ALL
      (SELECT 'agent', i_customer, name, NULL, name_order FROM customers
        WHERE i_wholesaler = ${i_customer} ORDER BY name_order LIMIT ${mostAgents})
    ) choices ORDER BY kind, name_order`,
  );
}
