"use client";

import type { ReactNode } from "react";
import { chosen } from "@/components/list/chosen";
import { type Filter, FilterBar } from "@/components/list/filter-bar";
import { FilterChoice, FilterDays, FilterField, FilterSelect } from "@/components/list/filter-field";
import { addressOf, addressWithout } from "@/components/list/list-query";
import type { HistoryListWords, ShownHistoryList } from "./history-list";
import type { HistoryFilterName } from "./read-history-filters";

/** The filters of a history; log-ins are hidden until somebody asks for them. */
export function HistoryFilters({
  here,
  shown,
  words,
  end,
}: {
  /** the page's address */
  readonly here: string;
  readonly shown: ShownHistoryList;
  readonly words: HistoryListWords;
  /** stands at the right */
  readonly end?: ReactNode;
}) {
  const { asked, typed, problems, periods, said } = shown;
  const off = (...names: readonly (HistoryFilterName | "support")[]) => addressWithout(here, asked, ...names);
  const of = (name: "what" | "changed" | "door", any: string, options: HistoryListWords["kinds"]): Filter => {
    const field = { name, label: words[name], any, value: typed[name], options, problem: problems[name] };
    return {
      name,
      label: words[name],
      value: chosen(typed[name], options),
      off: off(name),
      by: name === "door" ? <FilterChoice {...field} /> : <FilterSelect {...field} />,
    };
  };
  const when: Filter = {
    name: "when",
    names: ["since", "until"],
    label: words.when,
    value: said.when && (periods.find(({ current }) => current)?.label ?? said.when),
    off: off("since", "until"),
    by: (
      <>
        <ul className="filter-links">
          {periods.map(({ href, label, current }) => (
            <li key={href}>
              <a href={href} aria-current={current ? "true" : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
        <FilterDays
          ends={(["since", "until"] as const).map((name) => ({
            name,
            label: words[name],
            value: typed[name],
            problem: problems[name],
          }))}
        />
      </>
    ),
  };
  const who: Filter = {
    name: "who",
    label: words.who,
    value: typed.who || undefined,
    off: off("who"),
    by: (
      <FilterField name="who" label={words.who} problem={problems.who}>
        {(wiring) => <input {...wiring} className="control" defaultValue={typed.who} />}
      </FilterField>
    ),
  };
  const areShown = typed.log_ins === "1";
  const support = textOf(asked.support);
  return (
    <FilterBar
      kept={{ log_ins: problems.log_ins ? "" : typed.log_ins, job: problems.job ? "" : typed.job, support }}
      filters={[
        when,
        of("what", words.anything, words.kinds),
        who,
        of("changed", words.anything, words.attributes),
        of("door", words.any_door, words.doors),
        ...(typed.job === ""
          ? []
          : [{ name: "job", label: words.job, value: typed.job, off: off("job"), by: { on: here } }]),
        ...(support
          ? [
              {
                name: "support",
                label: words.visit,
                value: support,
                off: off("support"),
                by: { on: here },
              },
            ]
          : []),
        ...(problems.log_ins
          ? [
              {
                name: "log_ins",
                label: words.log_ins,
                value: typed.log_ins,
                off: off("log_ins"),
                by: { on: here },
              },
            ]
          : []),
      ]}
      usual={["when", "what", "who"]}
      problems={problems}
      words={words}
      clear={here}
      end={
        <>
          {typed.what === "signIn" ? null : (
            <span className="filter-note">
              {areShown ? words.log_ins_shown : words.log_ins_hidden} ·{" "}
              <a
                href={addressOf(here, asked, { log_ins: areShown ? null : "1", after: null })}
                aria-label={areShown ? words.hide_log_ins : words.show_log_ins}
              >
                {areShown ? words.hide : words.show}
              </a>
            </span>
          )}
          {end}
        </>
      }
    />
  );
}

const textOf = (given: string | readonly string[] | undefined) => (typeof given === "string" ? given : "");
