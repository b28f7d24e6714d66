"use client";

import type { ReactNode } from "react";
import { FilterBar } from "@/components/list/filter-bar";
import { FilterDays } from "@/components/list/filter-field";
import { addressOf, addressWithout } from "@/components/list/list-query";
import { Segments } from "@/components/ui/segments";
import type { ShownStatement, StatementWords } from "./shown";

/** Chooses the period: a click for a usual one, days for any other, and whether to include everyone below. */
export function PeriodForm({
  form: { since, until, everyone, of, periods, period },
  asked,
  problems,
  words,
  end,
}: Pick<ShownStatement, "form" | "problems" | "asked"> & {
  readonly words: StatementWords;
  /** stands at the right */
  readonly end: ReactNode;
}) {
  const days = (["since", "until"] as const).map((name) => ({
    name,
    label: words[name],
    value: name === "since" ? since : until,
    problem: problems[name],
  }));
  return (
    <>
      {problems.period ? <p className="field-problem mb-3">{problems.period}</p> : null}
      <FilterBar
        kept={{ of, everyone: everyone ? "1" : "" }}
        lead={<Segments label={words.periods} links={periods} />}
        filters={[
          {
            name: "days",
            names: ["since", "until"],
            label: words.days,
            value: period,
            by: (
              <>
                {/* days of one's own take the place of a usual period */}
                <input type="hidden" name="period" value="" />
                <FilterDays ends={days} />
              </>
            ),
          },
          {
            name: "everyone",
            label: words.everyone,
            value: everyone || problems.everyone ? "" : undefined,
            off: addressWithout("/statement", asked, "everyone"),
            by: { on: addressOf("/statement", asked, { everyone: "1", after: null }) },
          },
        ]}
        usual={["everyone"]}
        problems={problems}
        words={words}
        clear={addressOf("/statement", { of }, {})}
        end={end}
      />
    </>
  );
}
