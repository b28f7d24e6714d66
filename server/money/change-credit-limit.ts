import { money } from "@/attributes/kinds/number";
import { text } from "@/attributes/kinds/text";
import { type DecimalText, fromMillionths, millionths } from "@/attributes/reading/decimal";
import { Refusal } from "../ground/refusal";
import { readMoment } from "../ground/time/read-time";
import { readId } from "../input/read-id";
import { byKind, demandGiven, readFilter, readOptional } from "../input/read-parameter";
import { dropEnd, endIfDue, findEnd, setEnd } from "../ledger/credit-limit-ends";
import { noteFunds } from "../ledger/low-balance";
import { demandCommittable, readFunds } from "../ledger/overcommit";
import { audit } from "../operation/audit";
import { operation } from "../operation/operation";
import { storedCustomer } from "../record/customer-row";
import { demandUnchanged, readShown } from "../record/shown";
import { readNewAmount } from "./read-new-amount";

const limit = byKind(money({ signed: false }));

/**
 * Changes the credit limit of a direct sub-customer of the scope: to a new one (`credit_limit`) or by a difference
 * (`change`). With `until` a raise is temporary: the limit later falls back to its value before the first temporary
 * raise. A later change without `until` is permanent. A form also sends what it showed (`shown`).
 *
 * A job writes an expired limit back within about half a minute (see `endDueCreditLimits`); lists may show the old one
 * until then. Decisions about money and the customer's own pages use the lower limit at once, also for a parent, and
 * every change of the customer's funds writes it back first.
 * @throws Refusal 400 missing, out of bounds, `until` in the past or without a raise ·
 *   403 right · 404 · 409 changed meanwhile, overcommit
 */
export const changeCreditLimit = operation({
  name: "changeCreditLimit",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "child" },
    right: { area: "customers", action: "edit" },
    acts: ["funds"],
    scope: "i_wholesaler",
    locks: "funds",
  },
  effect: "writes",
  input: (raw) => {
    demandGiven(raw, ["i_customer"]);
    const input = {
      i_customer: readId(raw, "i_customer"),
      wanted: readNewAmount(raw, "credit_limit", limit),
      note: readOptional(raw, "note", byKind(text({ max: 1024 }))) ?? "",
      until: readFilter(raw, "until", readMoment),
      shown: readShown(raw.shown),
    };
    if (input.until !== undefined) demandFuture(input.until);
    return input;
  },
  async run({ db, actor, scope, target, check, input: { i_customer, wanted, note, until, shown } }) {
    const funds = await readFunds(db, scope.i_customer);
    const customer = await endIfDue(db, await storedCustomer(db, target.i_customer));
    const credit_limit =
      wanted.is === "new" ? wanted.amount : limitAfter(customer.credit_limit, wanted.amount);
    const pending = await findEnd(db, i_customer);
    const falls_to = pending?.falls_to ?? customer.credit_limit;
    await check(
      () => {
        if (wanted.is === "new") demandUnchanged(customer, { credit_limit: wanted.amount }, shown);
      },
      () => demandCommittable(db, funds, customer, customer, { ...customer, credit_limit }, wanted.parameter),
      () => {
        if (until !== undefined) demandRaised(falls_to, credit_limit);
      },
    );
    if (until === undefined) {
      if (pending) await dropEnd(db, i_customer);
    } else {
      await setEnd(db, actor, i_customer, { falls_to, at: until, note });
    }
    await db.$executeRaw`
      UPDATE customers SET credit_limit = ${credit_limit}::numeric,
             attributes_version = attributes_version + (credit_limit <> ${credit_limit}::numeric)::int
       WHERE i_customer = ${i_customer}`;
    await noteFunds(db, customer);
    await audit(db, actor, {
      operation: "changeCreditLimit",
      target: customer,
      changes: { credit_limit: [customer.credit_limit, credit_limit] },
      ...(pending && { undoing: { end: pending } }),
      detail: { note, ...(until === undefined ? {} : { until, falls_to }) },
    });
    return {
      i_customer,
      credit_limit_before: customer.credit_limit,
      credit_limit,
      available: fromMillionths(millionths(customer.balance) + millionths(credit_limit)),
      currency: customer.base_currency,
      falls_to: until === undefined ? null : falls_to,
      until: until === undefined ? null : new Date(until),
    };
  },
});

const most = 999_999_999_999_999n;

function limitAfter(present: DecimalText, change: DecimalText): DecimalText {
  const after = millionths(present) + millionths(change);
  if (after >= 0n && after <= most) return fromMillionths(after);
  const text = "Parameter change leads to a credit limit that is not within 0 and 999999999.999999.";
  throw new Refusal(400, text, "change", { key: "credit_limit_out_of_bounds" });
}

function demandFuture(until: string): void {
  if (Date.parse(until) > Date.now()) return;
  throw new Refusal(400, "Parameter until must be in the future", "until", { key: "future_expected" });
}

/** Refuses a temporary limit below the one it falls back to: a fall never raises. */
function demandRaised(falls_to: DecimalText, raised: DecimalText): void {
  if (millionths(raised) > millionths(falls_to)) return;
  const text = `Parameter until is for a limit that is raised: this one would fall back to ${falls_to}`;
  throw new Refusal(400, text, "until", { key: "until_not_raised" });
}
