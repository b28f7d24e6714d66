"use client";

import type { ReactNode } from "react";
import { chosen } from "@/components/list/chosen";
import { FilterBar } from "@/components/list/filter-bar";
import { FilterAmounts, FilterChoice, FilterDays, FilterField } from "@/components/list/filter-field";
import { addressWithout } from "@/components/list/list-query";
import type { LedgerWords, ShownLedger } from "./shown";

/** The filters of a ledger. @param end stands at the right */
export function LedgerFilters({
  here,
  shown: { asked, typed, problems, said },
  words,
  end,
}: {
  readonly here: string;
  readonly shown: Omit<ShownLedger, "entries">;
  readonly words: LedgerWords;
  readonly end: ReactNode;
}) {
  const field = <Name extends keyof typeof typed>(name: Name) => ({
    name,
    label: words[name],
    value: typed[name],
    problem: problems[name],
  });
  const off = (...names: readonly (keyof typeof typed)[]) => addressWithout(here, asked, ...names);
  return (
    <FilterBar
      filters={[
        {
          name: "kind",
          label: words.kind,
          value: chosen(typed.kind, words.kinds),
          off: off("kind"),
          by: <FilterChoice {...field("kind")} any={words.any_kind} options={words.kinds} />,
        },
        {
          name: "when",
          names: ["since", "until"],
          label: words.when,
          value: said.when,
          off: off("since", "until"),
          by: <FilterDays ends={[field("since"), field("until")]} />,
        },
        {
          name: "amount",
          names: ["min_amount", "max_amount"],
          label: words.amount,
          value: said.amount,
          off: off("min_amount", "max_amount"),
          by: <FilterAmounts ends={[field("min_amount"), field("max_amount")]} />,
        },
        {
          name: "note",
          label: words.note,
          value: typed.note || undefined,
          off: off("note"),
          by: (
            <FilterField name="note" label={words.note} problem={problems.note}>
              {(wiring) => <input {...wiring} className="control" defaultValue={typed.note} />}
            </FilterField>
          ),
        },
      ]}
      usual={["kind", "when"]}
      problems={problems}
      words={words}
      clear={here}
      end={end}
    />
  );
}
