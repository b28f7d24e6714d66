"use client";

import { FilterDay, FilterField, FilterSelect } from "@/components/form/filter-field";
import { LiveFilters } from "@/components/form/live-filters";
import { Button, ButtonLink } from "@/components/ui/button";
import { TabLinks } from "@/components/ui/page";
import type { HistoryListWords, ShownHistoryList } from "./history-list";

/** The filters of a history, as a plain form, whose address people can send to a colleague. */
export function HistoryFilters({
  here,
  shown: { typed, problems, narrowed, periods },
  words,
}: {
  /** the page's address */
  readonly here: string;
  readonly shown: ShownHistoryList;
  readonly words: HistoryListWords;
}) {
  const select = (name: "what" | "changed" | "door", any: string, options: HistoryListWords["kinds"]) => (
    <FilterSelect
      name={name}
      label={words[name]}
      problem={problems[name]}
      className="sm:w-48"
      value={typed[name]}
      any={any}
      options={options}
    />
  );
  return (
    <>
      <TabLinks label={words.periods} tabs={periods} />
      <LiveFilters shown={typed} className="mb-4 grid grid-cols-2 items-start gap-3 sm:flex sm:flex-wrap">
        <FilterField name="who" label={words.who} problem={problems.who} className="sm:w-40">
          {(wiring) => <input {...wiring} className="control" defaultValue={typed.who} />}
        </FilterField>
        {select("what", words.anything, words.kinds)}
        {select("changed", words.anything, words.attributes)}
        {select("door", words.any_door, words.doors)}
        {/* a span of days stays on one line */}
        <div className="col-span-2 grid grid-cols-2 gap-3 sm:flex">
          {(["since", "until"] as const).map((name) => (
            <FilterDay
              key={name}
              name={name}
              label={words[name]}
              problem={problems[name]}
              value={typed[name]}
              className="sm:w-38"
            />
          ))}
        </div>
        <div className="col-span-2 flex flex-wrap items-center gap-x-3 gap-y-1 sm:pt-6">
          <label className="flex h-9 items-center gap-2">
            <input
              type="checkbox"
              name="log_ins"
              value="1"
              defaultChecked={typed.log_ins === "1"}
              className="check"
            />
            {words.log_ins}
          </label>
          {problems.log_ins ? <p className="field-problem">{problems.log_ins}</p> : null}
          <Button className="in-[[data-live]]:hidden">{words.apply}</Button>
          {narrowed ? (
            <ButtonLink look="quiet" href={here}>
              {words.clear}
            </ButtonLink>
          ) : null}
        </div>
      </LiveFilters>
    </>
  );
}
