import { type DecimalText, fromMillionths, millionths } from "@/attributes/reading/decimal";
import type { PutBack } from "../../actor/actor";
import type { Step } from "../../operation/job-row";
import type { CustomerRow } from "../../record/customer-row";
import type { Call, Doing } from "./act";
import { changesOf } from "./put-back-attributes";
import type { StandingSince } from "./standing";

/** What was booked is reversed by an entry of its own, whatever has been booked since. */
export function moneyBack(steps: readonly Step[], note: string): Doing {
  const booked = steps.reduce((sum, step) => sum + bookedIn(step), 0n);
  const raw = { change: fromMillionths(-booked), payment_notes: note };
  return { calls: booked === 0n ? [] : [{ operation: "correctBalance", raw }], since: [] };
}

function bookedIn({ changes }: Step): bigint {
  const change = changes?.balance;
  if (!Array.isArray(change)) return 0n;
  // as the operations that book say it
  const [before, after] = change as [DecimalText, DecimalText];
  return millionths(after) - millionths(before);
}

/** When a raised limit would have ended by itself, and to what. */
type End = NonNullable<PutBack["raised"]> & {
  readonly falls_to: DecimalText;
  readonly at: string;
  readonly note: string;
};

/** A limit goes back, and with it its end by itself; one whose end has come meanwhile goes back to what it falls to. */
export function limitBack({ steps, ends }: StandingSince, customer: CustomerRow, note: string): Doing {
  const change = changesOf(steps).get("credit_limit") as readonly [DecimalText, DecimalText] | undefined;
  const end = steps
    .map(({ undoing }) => undoing?.end as End | undefined)
    .find((found) => (found ?? undefined) !== undefined);
  const before = change?.[0] ?? customer.credit_limit;
  const after = change?.[1] ?? customer.credit_limit;
  if (!change && !end) return { calls: [], since: [] };
  if (millionths(customer.credit_limit) !== millionths(after) || ends) {
    const isBack = millionths(customer.credit_limit) === millionths(before) && ends === (end !== undefined);
    return { calls: [], since: isBack ? [] : ["credit_limit"] };
  }
  const shown = { credit_limit: customer.credit_limit };
  const set = (raw: object): Call => ({ operation: "changeCreditLimit", raw: { note, ...raw } });
  if (!end) return { calls: [set({ credit_limit: before, shown })], since: [] };
  const fallen = set({ credit_limit: end.falls_to, shown });
  const raised = set({ credit_limit: before, until: end.at, note: end.note });
  if (new Date(end.at) <= new Date()) return { calls: [fallen], since: [] };
  const { set_by_customer, set_by_login, i_support } = end;
  return {
    calls: [fallen, raised],
    since: [],
    back: { raised: { set_by_customer, set_by_login, i_support } },
  };
}
