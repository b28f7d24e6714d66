"use client";

import { useMemo } from "react";
import { FieldGrid, type OptionLists, type ShownField } from "@/components/attribute-field/shown-field";
import { FoldedGroup } from "@/components/form/form-group";
import { type GroupField, SetNote } from "@/components/form/set-note";
import { MatrixFields, type ShownMatrix } from "./matrix-fields";

/** A folded group of a customer's fields. */
export type ShownGroup = {
  readonly title: string;
  /** a sentence about it */
  readonly about: string;
  readonly open?: true | undefined;
  readonly fields: readonly ShownField[];
  /** the defaults of those fields whose value is another; absent: there are none */
  readonly usual?: Readonly<Record<string, string>> | undefined;
  readonly matrix?: ShownMatrix;
};

/** All groups of a form: as one text they travel at once. */
export type ShownGroups = {
  readonly groups: readonly ShownGroup[];
  readonly lists: OptionLists;
  /** with {count} */
  readonly ticked: string;
};

/** The groups below the essentials, each saying what is set in it. @param shown `ShownGroups` as JSON */
export function CustomerGroups({ shown }: { readonly shown: string }) {
  // the page writes what this reads
  const { groups, lists, ticked } = useMemo(() => JSON.parse(shown) as ShownGroups, [shown]);
  return groups.map((group) => (
    <FoldedGroup
      key={group.title}
      title={group.title}
      about={group.about}
      note={<SetNote fields={notedOf(group)} held={heldIn(group)} ticked={ticked} />}
      open={group.open ?? false}
    >
      {group.matrix ? <MatrixFields matrix={group.matrix} /> : null}
      <FieldGrid fields={group.fields} lists={lists} />
    </FoldedGroup>
  ));
}

function notedOf({ fields, usual = {}, matrix }: ShownGroup): GroupField[] {
  const boxed = (boxes: "bits" | "one") => (name: string, label: string) => ({
    name,
    label,
    usual: "0",
    boxes,
  });
  const [bits, one] = [boxed("bits"), boxed("one")];
  return [
    ...(matrix?.rows.map(({ name, label }) => bits(name, label)) ?? []),
    ...switchesIn(matrix).map(([name, label]) => one(name, label)),
    ...fields
      .filter(({ kind }) => kind !== "secret")
      .map(({ name, label, kind, value = "" }) =>
        kind === "switch" ? one(name, label) : { name, label, usual: usual[name] ?? value, boxes: null },
      ),
  ];
}

function heldIn({ fields, matrix }: ShownGroup): Record<string, string> {
  return Object.fromEntries([
    ...(matrix?.rows.map(({ name, masks: [value] }) => [name, String(value)]) ?? []),
    ...switchesIn(matrix).map(([name, , isSet]) => [name, isSet ? "1" : "0"]),
    ...fields.map(({ name, value = "" }) => [name, value]),
  ]);
}

function switchesIn(matrix: ShownMatrix | undefined) {
  return matrix ? [...matrix.flags, ...matrix.features] : [];
}
