import type { ReactNode } from "react";
import type { Option } from "./fields";

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
  /** a width, where the control's own does not do */
  readonly className?: string;
  /** the label is for readers of screens alone: what is chosen says what it is */
  readonly unseen?: boolean;
};

/** A field of a list's filters, with its label and, beside it, what is wrong with its value. */
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

/** A choice of a list's filters. What an address says and is no choice stands there as it was typed. */
export function FilterSelect({
  value,
  any,
  options,
  ...field
}: Props & {
  readonly value: string;
  /** how it is called that nothing is chosen */
  readonly any: string;
  readonly options: readonly Option[];
}) {
  const isChoice = value === "" || options.some(({ id }) => id === value);
  return (
    <FilterField {...field}>
      {(wiring) => (
        <select {...wiring} className="control" defaultValue={value}>
          <option value="">{any}</option>
          {[...options, ...(isChoice ? [] : [{ id: value, label: value }])].map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      )}
    </FilterField>
  );
}
