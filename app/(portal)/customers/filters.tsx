"use client";

import type { LongList } from "@/components/choices/long-list";
import type { OptionLines } from "@/components/choices/option-lines";
import { FilterField, FilterSelect } from "@/components/form/filter-field";
import { LiveFilters } from "@/components/form/live-filters";
import { Button, ButtonLink } from "@/components/ui/button";
import type { Column } from "./columns";
import type { ShownCustomers } from "./shown";

type Options = readonly { readonly id: string; readonly label: string }[];

/** What the filters offer, and their words. */
export type FilterOptions = {
  readonly states: Options;
  /** the reader's own */
  readonly tariffs: Options;
  readonly currencies: LongList | OptionLines;
  readonly rights: Options;
  readonly needs: Options;
  readonly words: Readonly<
    Record<
      | "search"
      | "apply"
      | "clear"
      | "filters"
      | "columns"
      | "direct_only"
      | "state"
      | "any_state"
      | "tariff"
      | "any_tariff"
      | "currency"
      | "any_currency"
      | "right"
      | "any_right"
      | "needs"
      | "any_needs"
      | "min"
      | "max",
      string
    >
  >;
};

/** The filters in the fold, which is open while one of them is set. */
const folded = ["i_tariff", "currency", "right", "needs", "min", "max"] as const;

/** Search, filters and columns of the list. Its address holds all of them, so that people can send it to others. */
export function FilterBar({
  shown: { asked, typed, problems, direct, columns: chosen, usual },
  options,
  columnNames,
}: {
  readonly shown: ShownCustomers;
  readonly options: FilterOptions;
  readonly columnNames: Readonly<Record<Column, string>>;
}) {
  const { words } = options;
  const address = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const isSet = Object.entries(asked).some(
    ([name, given]) => given && !["sort", "order", "after"].includes(name) && !(name === "columns" && usual),
  );
  return (
    <LiveFilters
      shown={{ ...typed, columns: asked.columns, sort: asked.sort, order: asked.order }}
      className="mb-3"
    >
      <input type="hidden" name="sort" value={address("sort")} />
      <input type="hidden" name="order" value={address("order")} />
      <div className="flex flex-wrap items-start gap-2">
        <input
          type="search"
          name="q"
          aria-label={words.search}
          placeholder={words.search}
          defaultValue={typed.q}
          className="control max-w-64"
        />
        <label className="flex h-9 items-center gap-2 px-1">
          <input
            // another filter may imply it
            key={String(direct && typed.direct === "")}
            type="checkbox"
            name="direct"
            value="1"
            defaultChecked={direct}
            className="check"
          />
          {words.direct_only}
        </label>
        {problems.direct ? <p className="field-problem">{problems.direct}</p> : null}
        <FilterSelect
          name="blocked"
          label={words.state}
          unseen
          problem={problems.blocked}
          value={typed.blocked}
          any={words.any_state}
          options={options.states}
        />
        {isSet ? (
          <ButtonLink look="quiet" href="/customers">
            {words.clear}
          </ButtonLink>
        ) : null}
        <Button className="in-[[data-live]]:hidden">{words.apply}</Button>
      </div>
      <details className="fold mt-2" open={folded.some((name) => typed[name] !== "")}>
        <summary className="inline-flex h-8 items-center gap-1.5 text-muted hover:text-text">
          {words.filters} · {words.columns}
        </summary>
        <div className="mt-1 flex flex-wrap items-start gap-3 rounded-control bg-sunken p-3">
          {options.tariffs.length === 0 && typed.i_tariff === "" ? null : (
            <FilterSelect
              name="i_tariff"
              label={words.tariff}
              problem={problems.i_tariff}
              className="w-48"
              value={typed.i_tariff}
              any={words.any_tariff}
              options={options.tariffs}
            />
          )}
          <FilterSelect
            name="currency"
            label={words.currency}
            problem={problems.currency}
            className="w-44"
            value={typed.currency.toUpperCase()}
            any={words.any_currency}
            options={options.currencies}
          />
          <FilterSelect
            name="right"
            label={words.right}
            problem={problems.right}
            className="w-56"
            value={typed.right}
            any={words.any_right}
            options={options.rights}
          />
          <FilterSelect
            name="needs"
            label={words.needs}
            problem={problems.needs}
            className="w-72"
            value={typed.needs}
            any={words.any_needs}
            options={options.needs}
          />
          {(["min", "max"] as const).map((name) => (
            <FilterField key={name} name={name} label={words[name]} problem={problems[name]} className="w-32">
              {(wiring) => (
                <input {...wiring} inputMode="decimal" className="control" defaultValue={typed[name]} />
              )}
            </FilterField>
          ))}
          <fieldset className="w-full">
            <legend className="mb-1 text-muted">{words.columns}</legend>
            <div className="flex flex-wrap gap-x-4 gap-y-1">
              {columnsIn(columnNames).map((column) => (
                <label key={column} className="flex items-center gap-1.5">
                  <input
                    type="checkbox"
                    name="columns"
                    value={column}
                    defaultChecked={chosen.includes(column)}
                    className="check"
                  />
                  {columnNames[column]}
                </label>
              ))}
            </div>
          </fieldset>
        </div>
      </details>
    </LiveFilters>
  );
}

/** The columns in their order. */
function columnsIn(names: Readonly<Record<Column, string>>): readonly Column[] {
  // Object.keys gives string[]; these are exactly the columns
  return Object.keys(names) as Column[];
}
