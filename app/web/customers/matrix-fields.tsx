"use client";

import { type Action, actionNames, actionsIn } from "@/attributes/rights";
import { HiddenFields } from "@/components/attribute-field/hidden-fields";
import { CheckField } from "@/components/form/fields";
import { MatrixAll } from "./matrix-all";
import { RightBox } from "./right-box";

/** The rights that a form gives, in plain values. */
export type ShownMatrix = {
  readonly words: Readonly<Record<"matrix" | "area" | "all_areas" | "flags" | "features", string>>;
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
    <div data-part="permissions" data-matrix className="permissions">
      <HiddenFields beside={beside} />
      <table>
        <caption className="sr-only">{words.matrix}</caption>
        <thead>
          <tr>
            <th scope="col">{words.area}</th>
            {actionNames.map((action) => (
              <th key={action} scope="col">
                {actions[action]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              <span>{words.all_areas}</span>
            </th>
            {actionNames.map((action) => (
              <td key={action}>
                <MatrixAll name={matrix.allOf[action]} selector={`[data-action="${action}"]`} />
              </td>
            ))}
          </tr>
          {matrix.rows.map(({ name, label, all, masks: [value, , givable] }) => (
            <tr key={name}>
              <th scope="row">
                <MatrixAll name={all} selector={`[name^="${name}."]`} label={label} />
              </th>
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
            </tr>
          ))}
        </tbody>
      </table>
      {matrix.allGiven ? null : <p className="field-help">{reason}</p>}
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
      <legend>{props.title}</legend>
      <div className="fields">
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
