"use client";

import { FilterSelect } from "@/components/form/filter-field";
import { LiveFilters } from "@/components/form/live-filters";
import { Button, ButtonLink } from "@/components/ui/button";
import type { BlocksWords, ShownBlocks } from "./shown";

/** Filters by name, reason and author: a plain form, so that people can send the resulting address to somebody. */
export function BlockFilters({
  shown: { typed, problems, narrowed },
  words,
}: {
  readonly shown: ShownBlocks;
  readonly words: BlocksWords;
}) {
  return (
    <LiveFilters shown={typed} className="mb-4 flex flex-wrap items-start gap-2">
      <input
        type="search"
        name="q"
        aria-label={words.search}
        placeholder={words.search}
        defaultValue={typed.q}
        className="control max-w-72"
      />
      <FilterSelect
        name="reason"
        label={words.reason}
        unseen
        problem={problems.reason}
        value={typed.reason}
        any={words.any_reason}
        options={words.reasons}
      />
      <FilterSelect
        name="who"
        label={words.by}
        unseen
        problem={problems.who}
        value={typed.who}
        any={words.anybody}
        options={words.setters}
      />
      {narrowed ? (
        <ButtonLink look="quiet" href="/blocked">
          {words.clear}
        </ButtonLink>
      ) : null}
      <Button className="in-[[data-live]]:hidden">{words.apply}</Button>
    </LiveFilters>
  );
}
