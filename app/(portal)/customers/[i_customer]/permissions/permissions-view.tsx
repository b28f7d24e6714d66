"use client";

import { Icon } from "@/components/ui/icon";
import { AttributeSections, type ShownSection } from "../attribute-sections";

/** 1: in force. 0: not given. A text: given, and not in force, because of whom it names. */
export type InForce = 0 | 1 | string;

export type ShownPermissions = {
  readonly matrix: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly [area: string, ...actions: InForce[]])[];
  readonly switches: readonly {
    readonly title: string;
    readonly items: readonly (readonly [label: string, is: InForce])[];
  }[];
  readonly words: Readonly<Record<"in_force" | "not_given" | "not_in_force", string>>;
  readonly bounds: readonly ShownSection[];
};

/** The permissions of a customer: a matrix, flags and features, and how far they reach. */
export function PermissionsView({ matrix, heads, rows, switches, words, bounds }: ShownPermissions) {
  return (
    <div className="permissions" data-part="permissions">
      <section>
        <h2>{matrix}</h2>
        <table aria-label={matrix} data-part="table">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([area, ...actions]) => (
              <tr key={area}>
                <th scope="row">{area}</th>
                {actions.map((is, at) => (
                  <td key={heads[at + 1]}>
                    <Mark is={is} words={words} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {switches.map(({ title, items }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul>
            {items.map(([label, is]) => (
              <li key={label}>
                <span>{label}</span> <Mark is={is} words={words} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <AttributeSections sections={bounds} />
    </div>
  );
}

/** What is in force has a check alone; what is missing has a word. */
function Mark({ is, words }: { readonly is: InForce; readonly words: ShownPermissions["words"] }) {
  if (is === 0) return <small>{words.not_given}</small>;
  if (is === 1)
    return (
      <>
        <Icon name="check" />
        <span className="sr-only">{words.in_force}</span>
      </>
    );
  return (
    <small className="warning">
      <span className="sr-only">{words.not_in_force}: </span>
      {is}
    </small>
  );
}
