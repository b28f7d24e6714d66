import { digitsOf } from "@/attributes/format-money";
import { money } from "@/attributes/kinds/number";
import { text } from "@/attributes/kinds/text";
import { type DecimalText, divideHalfEven, fromMillionths, millionths } from "@/attributes/reading/decimal";
import { Refusal } from "../../ground/refusal";
import { byKind, oneOf, readOptional, readRequired } from "../../input/read-parameter";
import { findEnding } from "../../ledger/credit-limit-ends";
import { act, type Call } from "./act";
import { lastingOf } from "./changed-attributes";

const modes = ["set", "add", "percent"] as const;
const readers = {
  set: byKind(money({ signed: false })),
  add: byKind(money({ signed: true })),
  percent: byKind(money({ signed: true })),
} as const;

type Input = {
  readonly mode: (typeof modes)[number];
  /** an amount, a difference, or a difference in percent of the present limit */
  readonly value: DecimalText;
  readonly note: string;
};

/**
 * Changes credit limits, each in the customer's own currency: to an amount, by an amount, or by a percentage, and then rounded
 * half-even to the digits of the currency. Never below 0.
 */
export const creditLimit = act<Input>({
  read: (raw) => {
    const mode = readRequired(raw, "mode", oneOf(modes));
    const value = readRequired(raw, "value", readers[mode]);
    if (mode !== "set" && millionths(value) === 0n)
      throw new Refusal(400, "Parameter value changes nothing", "value", { key: "nothing_to_change" });
    const note = readOptional(raw, "note", byKind(text({ max: 1024 }))) ?? "";
    return { mode, value, note };
  },
  // a raise that ends by itself is another limit than one that stays
  look: async (db, _actor, _input, ids) => new Map((await findEnding(db, ids)).map((id) => [id, true])),
  callFor: (input, { i_customer, credit_limit, base_currency }, found) => {
    const after = limitAfter(input, credit_limit, base_currency);
    if (millionths(after) === millionths(credit_limit) && !found.has(i_customer)) return null;
    return callWith(input, after, { shown: { credit_limit } });
  },
  sample: (input) => callWith(input, "0.000000"),
  lasting: () => lastingOf(["credit_limit"]),
});

function callWith({ note }: Input, credit_limit: DecimalText, beside: object = {}): Call {
  return { operation: "changeCreditLimit", raw: { credit_limit, note, ...beside } };
}

function limitAfter({ mode, value }: Input, present: DecimalText, currency: string): DecimalText {
  if (mode === "set") return value;
  const [before, by] = [millionths(present), millionths(value)];
  const after = mode === "add" ? before + by : raisedBy(before, by, digitsOf(currency));
  return fromMillionths(after > 0n ? after : 0n);
}

/** @param percent in millionths */
function raisedBy(before: bigint, percent: bigint, digits: number): bigint {
  // 100 % in millionths of a percent is 10^8
  const scaled = before * (100_000_000n + percent);
  if (scaled <= 0n) return 0n;
  const zeros = 6 - digits;
  return divideHalfEven(scaled, 8 + zeros) * 10n ** BigInt(zeros);
}
