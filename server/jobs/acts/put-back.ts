import type { Step } from "../../operation/job-row";
import type { CustomerRow } from "../../record/customer-row";
import type { Call, Doing } from "./act";
import { attributesBack } from "./put-back-attributes";
import { blocksBack } from "./put-back-blocks";
import { limitBack, moneyBack } from "./put-back-money";
import type { StandingSince } from "./standing";

/** What puts back what a job did to a customer, as far as it still stands as the job left it; null: nothing is left to put back. */
export function putBack(
  customer: CustomerRow,
  standing: StandingSince,
  { i_job, note }: { readonly i_job: number; readonly note: string },
): Doing | null {
  if (standing.used) return createdBack(i_job, standing.used, standing.has_customers);
  const parts = [
    moneyBack(standing.steps, note),
    limitBack(standing, customer, note),
    attributesBack(standing.steps, customer),
    blocksBack(standing),
  ];
  const calls = parts.flatMap((part) => part.calls);
  const since = parts.flatMap((part) => part.since);
  if (calls.length === 0 && since.length === 0) return null;
  return { calls, since, back: Object.assign({}, ...parts.map((part) => part.back)) };
}

/** Whoever was created goes again, unless something has happened to it. */
function createdBack(i_job: number, used: readonly string[], hasCustomers: boolean): Doing {
  if (used.length > 0) return { calls: [], since: used };
  const call: Call = { operation: "deleteCustomer", raw: { unused_since: i_job } };
  // those below it have gone when its turn comes
  return { calls: [call], since: [], ...(hasCustomers ? { settled: ["has_customers"] } : {}) };
}

/** An example of the calls that put a change by an operation back. @param names which attributes it changed, and from what */
export function sampleBack({ operation, changes = {} }: Step): Call[] {
  const { balance, credit_limit, ...others } = changes as Readonly<
    Record<string, readonly [unknown, unknown]>
  >;
  switch (operation) {
    case "createCustomer":
      return [{ operation: "deleteCustomer", raw: {} }];
    case "blockCustomer":
      return [{ operation: "unblockCustomer", raw: {} }];
    case "unblockCustomer":
      return [{ operation: "blockCustomer", raw: {} }];
    default: {
      const before = Object.entries(others).flatMap(([name, change]) =>
        Array.isArray(change) ? [[name, change[0]] as const] : [],
      );
      const calls: (Call | null)[] = [
        balance ? { operation: "correctBalance", raw: { change: "1", payment_notes: "-" } } : null,
        credit_limit ? { operation: "changeCreditLimit", raw: { credit_limit: "0" } } : null,
        before.length > 0 ? { operation: "updateCustomer", raw: Object.fromEntries(before) } : null,
      ];
      return calls.filter((call) => call !== null);
    }
  }
}
