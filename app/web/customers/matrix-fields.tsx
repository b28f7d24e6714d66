"use client";

import { type Action, actionNames, actionsIn } from "@/attributes/rights";
import { HiddenFields } from "@/components/attribute-field/hidden-fields";
import { CheckField } from "@/components/form/fields";
import { MatrixAll } from "./matrix-all";
import { RightBox } from "./right-box";

/** The rights that a form gives, in plain values. */
export type ShownMatrix = {
  readonly words: Readonly<Record<"matrix" | "area" | "all" | "all_areas" | "flags" | "features", string>>;
  readonly actions: Readonly<Record<Action, string>>;
  /** names for the boxes of a whole column */
  readonly allOf: Readonly<Record<Action, string>>;
  readonly rows: readonly {
    readonly name: string;
    readonly label: string;
    /** the name for the box of the whole row */
    readonly all: string;
    /** masks: what is set, what the form came with, what the parent can give */
    readonly masks: readonly [value: number, base: number, givable: number];
  }[];
  readonly flags: readonly ShownSwitch[];
  readonly features: readonly ShownSwitch[];
  /** why the parent cannot give something */
  readonly reason: string;
  /** the parent can give all of the rights */
  readonly allGiven: boolean;
};

export type ShownSwitch = readonly [name: string, label: string, isSet: boolean, was: boolean, open: boolean];

/** The rights as a matrix of checkboxes. A box for what the parent cannot give is disabled, and says why. */
export function MatrixFields({ matrix }: { readonly matrix: ShownMatrix }) {
  const { words, actions, reason } = matrix;
  const beside = [
    ...matrix.rows.map(({ name, masks: [, base] }) => ({ name, was: String(base) })),
    ...[...matrix.flags, ...matrix.features].map(([name, , , was, open]) => ({
      name,
      was: was ? "1" : "0",
      box: open,
    })),
  ];
  return (
    <div data-part="permissions" data-matrix className="mb-6 flex flex-col gap-6">
      <HiddenFields beside={beside} />
      <table className="matrix">
        <caption className="sr-only">{words.matrix}</caption>
        <thead>
          <tr>
            <th scope="col">{words.area}</th>
            {actionNames.map((action) => (
              <th key={action} scope="col">
                {actions[action]}
              </th>
            ))}
            <th scope="col">{words.all}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className="text-muted">
              {words.all_areas}
            </th>
            {actionNames.map((action) => (
              <td key={action}>
                <MatrixAll name={matrix.allOf[action]} selector={`[data-action="${action}"]`} />
              </td>
            ))}
            <td />
          </tr>
          {matrix.rows.map(({ name, label, all, masks: [value, , givable] }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              {actionNames.map((action) => (
                <td key={action}>
                  <RightBox
                    name={name}
                    action={action}
                    label={`${label}: ${actions[action]}`}
                    value={value}
                    reason={actionsIn(givable).includes(action) ? null : reason}
                  />
                </td>
              ))}
              <td>
                <MatrixAll name={all} selector={`[name^="${name}."]`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {matrix.allGiven ? null : <p className="text-[13px] text-muted">{reason}</p>}
      <Switches title={words.flags} switches={matrix.flags} reason={reason} />
      <Switches title={words.features} switches={matrix.features} reason={reason} />
    </div>
  );
}

function Switches(props: {
  readonly title: string;
  readonly switches: readonly ShownSwitch[];
  readonly reason: string;
}) {
  return (
    <fieldset>
      <legend className="mb-2 font-medium">{props.title}</legend>
      <div className="grid gap-x-8 gap-y-2.5 sm:grid-cols-2">
        {props.switches.map(([name, label, isSet, , open]) => (
          <CheckField
            key={name}
            name={name}
            label={label}
            value={isSet ? "1" : "0"}
            bare
            disabled={!open}
            {...(open ? {} : { help: props.reason })}
          />
        ))}
      </div>
    </fieldset>
  );
}
