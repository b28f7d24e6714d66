import type { ReactNode } from "react";

type Wiring = {
  readonly id: string;
  readonly name: string;
  readonly "aria-invalid": "true" | undefined;
  readonly "aria-describedby": string | undefined;
};

/** A field of a list's filters, in a form that is an address: its label, and what is wrong with it beside it. */
export function FilterField(props: {
  readonly name: string;
  readonly label: string;
  readonly problem: string | undefined;
  /** the width, where the control's own is not enough */
  readonly className?: string;
  readonly children: (wiring: Wiring) => ReactNode;
}) {
  const id = `filter-${props.name}`;
  return (
    <div className={`flex flex-col gap-1 ${props.className ?? ""}`}>
      <label htmlFor={id}>{props.label}</label>
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
