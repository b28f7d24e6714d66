import type { Actor } from "../../actor/actor";
import type { Queries } from "../../database/client";
import type { Refusal } from "../../ground/refusal";
import type { Raw } from "../../operation/needs";
import { operationCalled } from "../../operation/registry";
import { together } from "../../operation/together";
import type { CustomerRow } from "../../record/customer-row";
import type { Call, Doing } from "../acts/act";

type About = Pick<CustomerRow, "i_customer" | "i_wholesaler">;

/** Does the calls for a customer: all of them, or none. @throws Refusal */
export async function doCalls(actor: Actor, calls: readonly Call[], customer: About): Promise<void> {
  const all = async () => {
    for (const { operation, raw } of calls) await operationCalled(operation)(actor, named(raw, customer));
  };
  await (calls.length === 1 ? all() : together(all));
}

/**
 * Why they would be refused, one after the other; what the first ones change, the next ones find.
 * @param db a transaction that the caller rolls back
 */
export async function examineCalls(
  db: Queries,
  actor: Actor,
  { calls, settled = [] }: Doing,
  customer: About,
): Promise<Refusal | undefined> {
  for (const { operation, raw } of calls) {
    const { reasons } = await operationCalled(operation).examine(db, actor, named(raw, customer), {
      asker: actor,
    });
    const standing = reasons.find(({ reason }) => !settled.includes(reason?.key ?? ""));
    if (standing) return standing;
  }
  return undefined;
}

function named(raw: Raw, { i_customer, i_wholesaler }: About): Raw {
  return { ...raw, i_customer, i_wholesaler };
}
