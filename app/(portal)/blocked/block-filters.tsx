"use client";

import { chosen } from "@/components/list/chosen";
import { FilterBar } from "@/components/list/filter-bar";
import { FilterChoice } from "@/components/list/filter-field";
import { addressWithout } from "@/components/list/list-query";
import type { BlocksWords, ShownBlocks } from "./shown";

/** Filters by name, reason and author. */
export function BlockFilters({
  shown: { asked, typed, problems },
  words,
}: {
  readonly shown: ShownBlocks;
  readonly words: BlocksWords;
}) {
  const choice = (name: "reason" | "who", label: string, any: string, options: BlocksWords["reasons"]) => ({
    name,
    label,
    value: chosen(typed[name], options),
    off: addressWithout("/blocked", asked, name),
    by: (
      <FilterChoice
        name={name}
        label={label}
        any={any}
        value={typed[name]}
        options={options}
        problem={problems[name]}
      />
    ),
  });
  return (
    <FilterBar
      search={{ label: words.search, value: typed.q }}
      filters={[
        choice("reason", words.reason, words.any_reason, words.reasons),
        choice("who", words.by, words.anybody, words.setters),
      ]}
      usual={["reason", "who"]}
      problems={problems}
      words={words}
      clear="/blocked"
    />
  );
}
