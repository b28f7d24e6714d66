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
  /** a width, if the control's own does not fit */
  readonly className?: string;
  /** only screen readers get the label: the choice speaks for itself */
  readonly unseen?: boolean;
};

/** A field of a list's filters, with its label and, beside it, any problem with its value. */
export function FilterField(props: Props & { readonly children: (wiring: Wiring) => ReactNode }) {
  const id = `filter-${props.name}`;
  return (
    <div className={`flex flex-col gap-1 ${props.className ?? ""}`}>
      <label htmlFor={id} className={props.unseen ? "sr-only" : undefined}>
        {props.label}
      </label>
      {props.children({
        id,
        name: props.name,
        "aria-invalid": props.problem ? "true" : undefined,
        "aria-describedby": props.problem ? `${id}-problem` : undefined,
      })}
      {props.problem ? (
        <p id={`${id}-problem`} className="field-problem">
          {props.problem}
        </p>
      ) : null}
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
