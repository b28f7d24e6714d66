import type { DecimalText } from "@/attributes/reading/decimal";
import type { Refusal } from "../../ground/refusal";
import type { ImportAct } from "../acts/import-act";
import { keptRefusal } from "../job/kept-refusal";
import type { ImportProblem, ImportVerdict } from "./import-row";
import { columnOf, parentColumn } from "./read-row";

/** What an examination has found of a row. */
export type Found = {
  readonly verdict: ImportVerdict;
  readonly problems: readonly ImportProblem[];
  /** how far the customer's share of its parent's funds rises; absent: not at all */
  readonly raise?: DecimalText | null;
};

/** What an operation says against a row, with the column of the file that it is about. */
export function problemOf(act: ImportAct, reason: Refusal): ImportProblem {
  const kept = keptRefusal(reason);
  return { ...kept, column: columnOf(act, kept.attribute) };
}

/** The problem of a row whose parent is a row that has one. */
export function badAbove(act: ImportAct, row: number): Found {
  return {
    verdict: "problem",
    problems: [
      {
        code: 409,
        message: "The row of its parent has a problem",
        attribute: null,
        key: "import_bad_parent",
        values: { row },
        column: parentColumn(act),
      },
    ],
  };
}

/** Whether the owner has tried too many names that others hold: the whole waits then, as a person would. */
export function isThrottled({ code, reason }: Refusal): boolean {
  return code === 429 && reason?.key === "throttled";
}
