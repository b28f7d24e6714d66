"use client";

import type { ReactNode } from "react";
import { Icon } from "../ui/icon";
import { buttonClass } from "../ui/looks";
import { Dropdown } from "./dropdown";
import { LiveFilters } from "./live-filters";

/** What every bar of filters says. */
export type FilterWords = Readonly<Record<"apply" | "clear" | "filter" | "remove", string>>;

type Problems = Readonly<Partial<Record<string, string>>>;

/** A filter of a list, drawn as a chip. */
export type Filter = {
  /** names it in the page */
  readonly name: string;
  /** the names of its fields, if not that */
  readonly names?: readonly string[];
  readonly label: string;
  /** what it is set to, in words, '' where its label says it all; absent: it is not in use */
  readonly value?: string | undefined;
  /** the address without it; absent: it is always set */
  readonly off?: string;
  /** its fields, in a form by GET; or, for one that is only on or off, the address with it on */
  readonly by: ReactNode | { readonly on: string };
};

/**
 * Search and filters of a list, one line: a chip for each filter in use, then those that people use most, then all others
 * behind *Filter*. All fields are of one form, whose address people can send to others; before JavaScript too.
 */
export function FilterBar({
  kept = {},
  search,
  lead,
  filters,
  usual,
  problems,
  words,
  clear,
  end,
  besides,
}: {
  /** what the address says besides, and the form sends again */
  readonly kept?: Readonly<Record<string, string>>;
  readonly search?: { readonly label: string; readonly value: string };
  /** stands before the chips */
  readonly lead?: ReactNode;
  readonly filters: readonly Filter[];
  /** the names of those that are offered as chips while they are not in use */
  readonly usual: readonly string[];
  /** what is wrong with some fields */
  readonly problems: Problems;
  readonly words: FilterWords;
  /** the address without any filter */
  readonly clear: string;
  /** stands at the right */
  readonly end?: ReactNode;
  /** what floats besides, for a phone, where it has no button of its own */
  readonly besides?: { readonly id: string; readonly label: string };
}) {
  const used = filters.filter(({ value }) => value !== undefined);
  const unused = filters.filter(({ value }) => value === undefined);
  // they make room for those in use
  const isOffered = ({ name }: Filter) => used.length < 2 && usual.includes(name);
  const offered = unused.filter(isOffered);
  const rest = unused.filter((filter) => !isOffered(filter));
  const narrowing = used.filter(({ off }) => off !== undefined).length + Number(Boolean(search?.value));
  return (
    <LiveFilters search={search?.value ?? ""} className="filter-bar">
      {Object.entries(kept).map(([name, value]) =>
        value === "" ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {search ? (
        <div className="filter-search">
          <Icon name="search" />
          <input
            type="search"
            name="q"
            aria-label={search.label}
            placeholder={search.label}
            defaultValue={search.value}
            className="control"
          />
        </div>
      ) : null}
      {lead}
      {[...used, ...offered].map((filter) => (
        <Chip
          key={filter.name}
          filter={filter}
          isWrong={namesOf(filter).some((name) => problems[name] !== undefined)}
          words={words}
        />
      ))}
      {rest.length + offered.length > 0 ? (
        <Others offered={offered} rest={rest} words={words} besides={besides} />
      ) : null}
      {narrowing > 1 || search?.value ? (
        <a href={clear} className={buttonClass("quiet", "chip-clear")}>
          {words.clear}
        </a>
      ) : null}
      <button type="submit" className={buttonClass("plain", "unscripted")}>
        {words.apply}
      </button>
      {end ? <div className="filter-end">{end}</div> : null}
      {/* in sight, since the fields they are about are behind their chips */}
      {filters.flatMap((filter) =>
        namesOf(filter).map((name) =>
          problems[name] === undefined ? null : (
            <p key={name} id={`filter-${name}-problem`} className="field-problem filter-problem">
              {isSwitch(filter.by) ? null : `${filter.label}: `}
              {problems[name]}
            </p>
          ),
        ),
      )}
    </LiveFilters>
  );
}

function Chip({
  filter,
  isWrong,
  words,
}: {
  readonly filter: Filter;
  readonly isWrong: boolean;
  readonly words: FilterWords;
}) {
  const { label, value, off, by } = filter;
  const wrong = isWrong ? "chip-wrong" : "";
  const isUsed = value !== undefined;
  const away =
    off === undefined ? null : (
      <a href={off} aria-label={`${words.remove}: ${label}`} className="chip-off">
        <Icon name="x" size={14} />
      </a>
    );
  if (isSwitch(by))
    return isUsed ? (
      <span className={`chip ${wrong}`} data-filter={filter.name}>
        <Words filter={filter} />
        {away}
      </span>
    ) : (
      <a href={by.on} className="chip chip-offered" data-filter={filter.name}>
        <Icon name="plus" size={14} />
        {label}
      </a>
    );
  return (
    <span className={isUsed ? "chip-box" : "chip-box chip-wide"} data-filter={filter.name}>
      <span className={`chip ${isUsed ? (off === undefined ? "chip-always" : wrong) : "chip-offered"}`}>
        <button type="button" popoverTarget={idOf(filter)}>
          {isUsed ? null : <Icon name="plus" size={14} />}
          <Words filter={filter} />
        </button>
        {isUsed ? away : null}
      </span>
      <Fields filter={filter} apply={words.apply} />
    </span>
  );
}

/** The filter by its name and value; one that is always set by its value alone. */
function Words({ filter: { label, value, off } }: { readonly filter: Filter }) {
  if (!value) return <span>{label}</span>;
  return (
    <span>
      {off === undefined ? null : `${label} `}
      <b>{value}</b>
    </span>
  );
}

/** The filters that have no chip, by name; each opens its fields. On a phone they are all that are not in use. */
function Others({
  offered,
  rest,
  words,
  besides,
}: {
  readonly offered: readonly Filter[];
  readonly rest: readonly Filter[];
  readonly words: FilterWords;
  readonly besides: { readonly id: string; readonly label: string } | undefined;
}) {
  const entry = (filter: Filter) =>
    isSwitch(filter.by) ? (
      <a href={filter.by.on}>{filter.label}</a>
    ) : (
      <button type="button" popoverTarget={idOf(filter)}>
        {filter.label}
      </button>
    );
  return (
    <span className={rest.length > 0 ? "chip-box chip-others" : "chip-box chip-others chip-narrow"}>
      <button type="button" popoverTarget="filter-others" className="chip chip-offered">
        <Icon name="plus" size={14} />
        {words.filter}
      </button>
      <div id="filter-others" popover="auto" className="float filter-names more">
        <ul>
          {offered.map((filter) => (
            <li key={filter.name} className="chip-narrow">
              {entry(filter)}
            </li>
          ))}
          {rest.map((filter) => (
            <li key={filter.name}>{entry(filter)}</li>
          ))}
          {besides ? (
            <li className="chip-narrow">
              <button type="button" popoverTarget={besides.id}>
                {besides.label}
              </button>
            </li>
          ) : null}
        </ul>
      </div>
      {rest.map((filter) =>
        isSwitch(filter.by) ? null : <Fields key={filter.name} filter={filter} apply={words.apply} />,
      )}
    </span>
  );
}

function Fields({ filter, apply }: { readonly filter: Filter; readonly apply: string }) {
  return (
    <Dropdown id={idOf(filter)} label={filter.names && filter.label}>
      {filter.by as ReactNode}
      <button type="submit" className={buttonClass("plain")}>
        {apply}
      </button>
    </Dropdown>
  );
}

const namesOf = ({ name, names }: Filter) => names ?? [name];

const idOf = ({ name }: Filter) => `by-${name}`;

function isSwitch(by: Filter["by"]): by is { readonly on: string } {
  return typeof by === "object" && by !== null && "on" in by;
}
