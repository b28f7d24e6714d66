import type { ReferenceTarget } from "@/attributes/kinds/reference";
import { foldWord } from "../fold";

/** Rows of the database that cells refer to by name. */
type Named = { readonly id: number; readonly name: string };

/** Ids by name: as it is written, and as we compare words where none is written so. */
export type NamedRows = {
  readonly exact: ReadonlyMap<string, readonly number[]>;
  readonly folded: NamedRows["exact"];
};

/** What cells may refer to, of whose customer a row is: what no target is given for has ids alone. */
export type NamedTargets = Readonly<
  Partial<Record<Extract<ReferenceTarget, "tariffs" | "routing_groups" | "customers">, NamedRows>>
>;

/** Makes rows findable by name. */
export function namedRows(rows: readonly Named[]): NamedRows {
  const exact = new Map<string, number[]>();
  const folded = new Map<string, number[]>();
  for (const { id, name } of rows) {
    exact.set(name, [...(exact.get(name) ?? []), id]);
    folded.set(foldWord(name), [...(folded.get(foldWord(name)) ?? []), id]);
  }
  return { exact, folded };
}

/** The ids of this name, of none, one or several rows. */
export function idsNamed({ exact, folded }: NamedRows, text: string): readonly number[] {
  return exact.get(text) ?? folded.get(foldWord(text)) ?? [];
}
