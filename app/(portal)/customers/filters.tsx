"use client";

import type { LongList } from "@/components/choices/long-list";
import type { OptionLines } from "@/components/choices/option-lines";
import { chosen } from "@/components/list/chosen";
import { Dropdown } from "@/components/list/dropdown";
import { type Filter, FilterBar, type FilterWords } from "@/components/list/filter-bar";
import { FilterAmounts, FilterChoice, FilterSelect } from "@/components/list/filter-field";
import { addressOf, addressWithout } from "@/components/list/list-query";
import { Icon } from "@/components/ui/icon";
import { buttonClass } from "@/components/ui/looks";
import type { CustomerFilterName } from "../../web/customers/customer-filters";
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
  readonly owes: Options;
  readonly words: FilterWords &
    Readonly<
      Record<
        | "search"
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
        | "owes"
        | "any_owes"
        | "min"
        | "max",
        string
      >
    >;
};

/** Search, filters and columns of the list. */
export function CustomerFilters({
  shown,
  options,
  columnNames,
}: {
  readonly shown: ShownCustomers;
  readonly options: FilterOptions;
  readonly columnNames: Readonly<Record<Column, string>>;
}) {
  const { asked, typed, problems, usual } = shown;
  const { words } = options;
  const address = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const columns = usual ? undefined : asked.columns;
  return (
    <FilterBar
      kept={{
        sort: address("sort"),
        order: address("order"),
        direct: problems.direct ? "" : typed.direct,
      }}
      search={{ label: words.search, value: typed.q }}
      filters={filtersOf(shown, options, columnNames.balance)}
      usual={["blocked", "direct"]}
      problems={problems}
      words={words}
      clear={addressOf("/customers", { columns, sort: asked.sort, order: asked.order }, {})}
      besides={{ id: "columns", label: words.columns }}
      end={
        <>
          <button
            type="button"
            popoverTarget="columns"
            className={buttonClass("quiet", "chip-button max-sm:hidden")}
          >
            <Icon name="sliders-horizontal" size={14} />
            {words.columns}
          </button>
          <Columns shown={shown} words={words} columnNames={columnNames} />
        </>
      }
    />
  );
}

function filtersOf(
  { asked, typed, problems, said, direct }: ShownCustomers,
  { states, tariffs, currencies, rights, needs, owes, words }: FilterOptions,
  balance: string,
): readonly Filter[] {
  const off = (...names: readonly CustomerFilterName[]) => addressWithout("/customers", asked, ...names);
  const select = (
    name: "i_tariff" | "currency" | "right" | "needs" | "owes",
    label: string,
    any: string,
    list: Options | FilterOptions["currencies"],
  ): Filter => {
    const value = name === "currency" ? typed.currency.toUpperCase() : typed[name];
    const field = { name, label, any, value, options: list, problem: problems[name] };
    return { name, label, value: chosen(value, list), off: off(name), by: <FilterSelect {...field} /> };
  };
  return [
    {
      name: "blocked",
      label: words.state,
      value: chosen(typed.blocked, states),
      off: off("blocked"),
      by: (
        <FilterChoice
          name="blocked"
          label={words.state}
          any={words.any_state}
          value={typed.blocked}
          options={states}
          problem={problems.blocked}
        />
      ),
    },
    // another filter may imply it: then nothing puts it off
    ...(direct && typed.direct === ""
      ? []
      : [
          {
            name: "direct",
            label: words.direct_only,
            value: typed.direct === "" ? undefined : direct ? "" : typed.direct,
            off: off("direct"),
            by: { on: addressOf("/customers", asked, { after: null, direct: "1" }) },
          },
        ]),
    select("needs", words.needs, words.any_needs, needs),
    select("owes", words.owes, words.any_owes, owes),
    {
      name: "balance",
      names: ["min", "max"],
      label: balance,
      value: said.amount,
      off: off("min", "max"),
      by: (
        <FilterAmounts
          ends={(["min", "max"] as const).map((name) => ({
            name,
            label: words[name],
            value: typed[name],
            problem: problems[name],
          }))}
        />
      ),
    },
    ...(tariffs.length === 0 && typed.i_tariff === ""
      ? []
      : [select("i_tariff", words.tariff, words.any_tariff, tariffs)]),
    select("currency", words.currency, words.any_currency, currencies),
    select("right", words.right, words.any_right, rights),
  ];
}

function Columns({
  shown,
  words,
  columnNames,
}: {
  readonly shown: ShownCustomers;
  readonly words: FilterOptions["words"];
  readonly columnNames: Readonly<Record<Column, string>>;
}) {
  return (
    <Dropdown id="columns">
      <fieldset>
        <legend>{words.columns}</legend>
        {/* Object.keys gives string[]; these are exactly the columns, in their order */}
        {(Object.keys(columnNames) as Column[]).map((column) => (
          <label key={column} className="filter-option">
            <input
              type="checkbox"
              name="columns"
              value={column}
              defaultChecked={shown.columns.includes(column)}
              className="check"
            />
            {columnNames[column]}
          </label>
        ))}
      </fieldset>
      <button type="submit" className={buttonClass("plain")}>
        {words.apply}
      </button>
    </Dropdown>
  );
}
