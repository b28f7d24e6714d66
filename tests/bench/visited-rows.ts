import pg from "pg";
import { type Sent, statementsOf } from "../database/recorded-statements";

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

/** With their parts, as the history has one for each month. */
const large = /^(customers|web_users|ledger|audit_log(_\w+)?)$/;

/**
 * Runs something, then each of its statements once more as PostgreSQL explains it; those that were prepared by name as it plans
 * them for any values.
 */
export async function visitsOf(client: pg.ClientBase, act: () => Promise<unknown>): Promise<Visits> {
  const sent = await statementsOf(act);
  let rows = 0;
  const whole: string[] = [];
  const visit = (plan: Plan) => {
    const { "Relation Name": relation = "", "Actual Loops": loops } = plan;
    if (large.test(relation) && loops > 0) {
      const removed = (plan["Rows Removed by Filter"] ?? 0) + (plan["Rows Removed by Index Recheck"] ?? 0);
      rows += (plan["Actual Rows"] + removed) * loops;
      if (plan["Node Type"] === "Seq Scan") whole.push(relation);
    }
    for (const inner of plan.Plans ?? []) visit(inner);
  };
  for (const one of sent.filter(({ text }) => /^\s*(SELECT|WITH)/.test(text)))
    visit(await planOf(client, one));
  return { rows, whole };
}

async function planOf(client: pg.ClientBase, { text, name, values }: Sent): Promise<Plan> {
  const explain = "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON)";
  type Explained = { "QUERY PLAN": [{ Plan: Plan }] };
  const only = ({ rows: [row] }: pg.QueryResult<Explained>): Plan => {
    if (!row) throw new Error("an explanation is a row");
    return row["QUERY PLAN"][0].Plan;
  };
  if (name === "") return only(await client.query<Explained>(`${explain} ${text}`, [...values]));
  await client.query(`SET plan_cache_mode = force_generic_plan; PREPARE visited AS ${text}`);
  const given = values.length === 0 ? "" : `(${values.map(literal).join()})`;
  const plan = only(await client.query<Explained>(`${explain} EXECUTE visited${given}`));
  await client.query("DEALLOCATE visited; RESET plan_cache_mode");
  return plan;
}

/** A value of a statement, as the driver sends it, in SQL. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map((one) => JSON.stringify(one)).join()}}`);
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
}
