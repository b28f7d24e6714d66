"use client";

import { FilterDay } from "@/components/form/filter-field";
import { LiveFilters } from "@/components/form/live-filters";
import { Button } from "@/components/ui/button";
import { TabLinks } from "@/components/ui/page";
import type { ShownStatement, StatementWords } from "./shown";

/** Chooses the period: a click for a usual one, days for any other, and whether to include everyone below. */
export function PeriodForm({
  form: { since, until, everyone, of, periods },
  problems,
  words,
}: Pick<ShownStatement, "form" | "problems"> & { readonly words: StatementWords }) {
  return (
    <>
      <TabLinks label={words.periods} tabs={periods} />
      {problems.period ? <p className="field-problem mb-3">{problems.period}</p> : null}
      <LiveFilters
        shown={{ since, until, of, everyone: everyone ? "1" : "" }}
        className="mb-6 flex flex-wrap items-start gap-3"
      >
        {of ? <input type="hidden" name="of" value={of} /> : null}
        <FilterDay name="since" label={words.since} problem={problems.since} value={since} className="w-38" />
        <FilterDay name="until" label={words.until} problem={problems.until} value={until} className="w-38" />
        <label className="flex h-9 items-center gap-2 px-1 sm:mt-6">
          <input type="checkbox" name="everyone" value="1" defaultChecked={everyone} className="check" />
          {words.everyone}
        </label>
        {problems.everyone ? <p className="field-problem sm:mt-8">{problems.everyone}</p> : null}
        <div className="sm:pt-6">
          <Button className="in-[[data-live]]:hidden">{words.apply}</Button>
        </div>
      </LiveFilters>
    </>
  );
}
