"use client";

import { FilterDay, FilterField, FilterSelect } from "@/components/form/filter-field";
import { LiveFilters } from "@/components/form/live-filters";
import { Button, ButtonLink } from "@/components/ui/button";
import type { LedgerWords, ShownLedger } from "./shown";

/** The filters of a ledger: a plain form, whose address people can send to somebody. */
export function LedgerFilterForm({
  here,
  shown: { typed, problems, narrowed },
  words,
}: {
  readonly here: string;
  readonly shown: Pick<ShownLedger, "typed" | "problems" | "narrowed">;
  readonly words: LedgerWords;
}) {
  const field = <Name extends keyof typeof typed>(name: Name) => ({
    name,
    label: words[name],
    problem: problems[name],
  });
  const text = (name: "min_amount" | "max_amount" | "note", className: string) => (
    <FilterField {...field(name)} className={className}>
      {(wiring) => (
        <input
          {...wiring}
          type="text"
          inputMode={name === "note" ? undefined : "decimal"}
          className="control"
          defaultValue={typed[name]}
        />
      )}
    </FilterField>
  );
  return (
    <LiveFilters shown={typed} className="mb-5 grid grid-cols-2 items-start gap-2.5 sm:flex sm:flex-wrap">
      <FilterSelect
        {...field("kind")}
        className="max-sm:col-span-2 sm:w-36"
        value={typed.kind}
        any={words.any_kind}
        options={words.kinds}
      />
      <FilterDay {...field("since")} value={typed.since} className="sm:w-34" />
      <FilterDay {...field("until")} value={typed.until} className="sm:w-34" />
      {text("min_amount", "sm:w-24")}
      {text("max_amount", "sm:w-24")}
      {text("note", "max-sm:col-span-2 sm:w-32")}
      <div className="flex gap-1 sm:pt-6">
        <Button className="in-[[data-live]]:hidden">{words.apply}</Button>
        {narrowed ? (
          <ButtonLink look="quiet" href={here}>
            {words.clear}
          </ButtonLink>
        ) : null}
      </div>
    </LiveFilters>
  );
}
