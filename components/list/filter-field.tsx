import type { ReactNode } from "react";
import { choicesOf, type LongList } from "../choices/long-list";
import { LongSelect } from "../choices/long-select";
import { hasChoice, linesOf, type Option, type OptionLines } from "../choices/option-lines";

type Wiring = {
  readonly id: string;
  readonly name: string;
  readonly "aria-invalid": "true" | undefined;
  readonly "aria-describedby": string | undefined;
};

type Props = {
  readonly name: string;
  readonly label: string;
  readonly problem: string | undefined;
};

/** A field of a list's filters, with its label. The bar says any problem with its value, in sight. */
export function FilterField(props: Props & { readonly children: (wiring: Wiring) => ReactNode }) {
  const id = `filter-${props.name}`;
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {props.children({
        id,
        name: props.name,
        "aria-invalid": props.problem ? "true" : undefined,
        "aria-describedby": props.problem ? `${id}-problem` : undefined,
      })}
    </div>
  );
}

/** A day among a list's filters. */
export function FilterDay({ value, ...field }: Props & { readonly value: string }) {
  return (
    <FilterField {...field}>
      {(wiring) => (
        <input
          {...wiring}
          // a date field would drop a text that is not a day
          type={field.problem ? "text" : "date"}
          className="control"
          defaultValue={value}
        />
      )}
    </FilterField>
  );
}

/** A choice among a list's filters. If the address holds a value that is no choice, it shows that as typed. */
export function FilterSelect({
  value,
  any,
  options,
  ...field
}: Props & {
  readonly value: string;
  /** the words for no choice */
  readonly any: string;
  readonly options: readonly Option[] | OptionLines | LongList;
}) {
  const list = Array.isArray(options) ? linesOf(options) : (options as OptionLines | LongList);
  const isChoice =
    value === "" || (typeof list === "string" ? hasChoice(list, value) : field.problem === undefined);
  // the door refuses it again, whatever becomes of its spaces
  const typed = isChoice ? undefined : `${value.replace(/\s/g, "_")} ${value.replace(/\s+/g, " ")}`;
  return (
    <FilterField {...field}>
      {(wiring) => (
        <LongSelect
          // in another language it is another one
          key={`${any} ${typeof list === "string" ? list : list.href}`}
          {...wiring}
          className="control"
          choices={choicesOf(list, ` ${any}`, typed)}
          given={isChoice ? value : value.replace(/\s/g, "_")}
        />
      )}
    </FilterField>
  );
}

/** A choice among a few, all in sight. */
export function FilterChoice(
  props: Props & {
    readonly value: string;
    /** the words for no choice */
    readonly any: string;
    readonly options: readonly Option[];
  },
) {
  const { name, label, value, options } = props;
  // what is no choice is shown as typed
  if (props.problem) return <FilterSelect {...props} />;
  return (
    <fieldset>
      <legend>{label}</legend>
      {options.map(({ id, label: choice }) => (
        <label key={id} className="filter-option">
          <input type="radio" name={name} value={id} defaultChecked={id === value} />
          {choice}
        </label>
      ))}
    </fieldset>
  );
}

/** Two ends, either of which may be open. */
export function FilterAmounts({ ends }: { readonly ends: readonly (Props & { readonly value: string })[] }) {
  return (
    <div className="filter-ends">
      {ends.map(({ value, ...field }) => (
        <FilterField key={field.name} {...field}>
          {(wiring) => <input {...wiring} inputMode="decimal" className="control" defaultValue={value} />}
        </FilterField>
      ))}
    </div>
  );
}

/** Two days, either of which may be open. */
export function FilterDays({ ends }: { readonly ends: readonly (Props & { readonly value: string })[] }) {
  return (
    <div className="filter-ends">
      {ends.map((end) => (
        <FilterDay key={end.name} {...end} />
      ))}
    </div>
  );
}
