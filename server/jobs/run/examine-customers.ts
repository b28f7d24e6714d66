import type { Actor } from "../../actor/actor";
import { database, type Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { undone } from "../../database/undone";
import { type CustomerRow, findCustomerRows } from "../../record/customer-row";
import { idsOn } from "../../tree/tree";
import { type Doing, doingOf } from "../acts/act";
import { actNamed } from "../acts/acts";
import type { Verdict } from "../job/figures";
import type { Job } from "../job/job";
import { changedSince, type KeptRefusal, keptRefusal } from "../job/kept-refusal";
import { inLanes } from "../job/lanes";
import { drawOf } from "../meaning/draw";
import { lossOf } from "../meaning/loss";
import { examineCalls } from "./do-calls";

/** What would be done to a customer. */
type Planned = { readonly customer: CustomerRow; readonly doing: Doing | null };

/**
 * What would become of some customers, in the order of their ids. Who is gone meanwhile is left out. Those above them who are
 * selected as well come first, as in the job: what these are given, those below can be given then.
 * @param selected the condition that customer `c` is selected
 */
export async function examineCustomers(
  owner: Actor,
  { kind, act: input }: Pick<Job, "kind" | "act">,
  ids: readonly number[],
  selected: Prisma.Sql,
): Promise<Verdict[]> {
  const own = await findCustomerRows(database(), ids);
  const act = actNamed(kind);
  const above = act.fromBelow ? [] : await findAbove(database(), own, selected);
  const held = act.fromBelow ? await findHeld(database(), ids, selected) : new Set<number>();
  const all = [...own, ...(above.length === 0 ? [] : await findCustomerRows(database(), above))];
  const found = (await act.look?.(database(), owner, input as never, [...ids, ...above])) ?? new Map();
  const plans = new Map(
    all.map((customer): [number, Planned] => [
      customer.i_customer,
      { customer, doing: doingOf(act, input, customer, found) },
    ]),
  );
  const verdicts: Verdict[] = [];
  await inLanes(own, { lanes: 2, until: Number.POSITIVE_INFINITY }, async (customer, index) => {
    const path = act.fromBelow ? [customer.i_customer] : idsOn(customer.path);
    const line = path.flatMap((id) => plans.get(id) ?? []);
    verdicts[index] = await examineLast(owner, held.has(customer.i_customer) ? line.map(unsettled) : line);
  });
  return verdicts;
}

async function findAbove(
  db: Queries,
  customers: readonly CustomerRow[],
  selected: Prisma.Sql,
): Promise<number[]> {
  const own = new Set(customers.map(({ i_customer }) => i_customer));
  const above = [...new Set(customers.flatMap(({ path }) => idsOn(path)))].filter((id) => !own.has(id));
  const rows = await readRows<{ i_customer: number }>(
    db,
    Prisma.sql`SELECT c.i_customer FROM customers c WHERE c.i_customer = ANY (${above}::int[]) AND (${selected})`,
  );
  return rows.map(({ i_customer }) => i_customer);
}

/** Those of some customers who have sub-customers that are not selected. */
async function findHeld(db: Queries, ids: readonly number[], selected: Prisma.Sql): Promise<Set<number>> {
  const rows = await readRows<{ id: number }>(
    db,
    Prisma.sql`
    SELECT k.id FROM unnest(${[...ids]}::int[]) AS k (id)
     WHERE EXISTS (SELECT FROM customers c WHERE c.i_wholesaler = k.id AND (${selected}) IS NOT TRUE)`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** The same where the job will not have settled what stands against it. */
function unsettled({ customer, doing }: Planned): Planned {
  return { customer, doing: doing && { calls: doing.calls, since: doing.since } };
}

/** @param line the customers on a path to whom something is done, of whom the last is meant */
async function examineLast(owner: Actor, line: readonly Planned[]): Promise<Verdict> {
  const last = line.at(-1);
  if (!last) throw new Error("a customer is on its own path");
  const { customer, doing } = last;
  const { i_customer, name } = customer;
  if (!doing) return { i_customer, name, outcome: "unchanged" };
  const draw = drawOf(doing.calls, customer);
  const loss = lossOf(doing.calls, customer);
  const who = { i_customer, name, ...(draw && { draw }), ...(loss && { loss }) };
  const why = doing.calls.length === 0 ? changedSince(doing.since) : await examineLine(owner, line);
  return why ? { ...who, outcome: "refused", why } : { ...who, outcome: "changed" };
}

async function examineLine(owner: Actor, line: readonly Planned[]): Promise<KeptRefusal | undefined> {
  return await undone(async (db) => {
    let refusal: KeptRefusal | undefined;
    for (const { customer, doing } of line) {
      const found = doing ? await examineCalls(db, owner, doing, customer) : undefined;
      refusal = found && keptRefusal(found);
    }
    return refusal;
  });
}
