import type pg from "pg";
import { statementsOf } from "../database/recorded-statements";

/** A node of a plan that PostgreSQL has run. */
type Plan = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly Plan[];
};

export type Visits = {
  /** rows of customers and web users that were looked at, in tables and in indexes */
  readonly rows: number;
  /** the tables that were read from their beginning to their end */
  readonly whole: readonly string[];
};

const large = ["customers", "web_users", "ledger", "audit_log"];

/** Runs something, then each of its statements once more as PostgreSQL explains it. */
export async function visitsOf(client: pg.ClientBase, act: () => Promise<unknown>): Promise<Visits> {
  const sent = await statementsOf(act);
  let rows = 0;
  const whole: string[] = [];
  const visit = (plan: Plan) => {
    const { "Relation Name": relation = "", "Actual Loops": loops } = plan;
    if (large.includes(relation) && loops > 0) {
      const removed = (plan["Rows Removed by Filter"] ?? 0) + (plan["Rows Removed by Index Recheck"] ?? 0);
      rows += (plan["Actual Rows"] + removed) * loops;
      if (plan["Node Type"] === "Seq Scan") whole.push(relation);
    }
    for (const inner of plan.Plans ?? []) visit(inner);
  };
  for (const { text, values } of sent.filter((one) => /^\s*(SELECT|WITH)/.test(one.text))) {
    const { rows: found } = await client.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
      [...values],
    );
    for (const row of found) visit(row["QUERY PLAN"][0].Plan);
  }
  return { rows, whole };
}
