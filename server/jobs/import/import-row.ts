import type { KeptRefusal } from "../job/kept-refusal";

/** What would become of a row. `later`: the throttle on taken names let nobody look. */
export type ImportVerdict = "create" | "update" | "unchanged" | "problem" | "later";

/** What is wrong with a row, and in which of its columns. null: none of them alone */
export type ImportProblem = KeptRefusal & { readonly column: number | null };

/**
 * Why two rows cannot be done beside each other: they are about one customer, or want one name, login or host name; or the other
 * row takes the name or login, which this one wants, from whoever has it (`held`).
 */
export type TwinBy = "customer" | "name" | "login" | "host" | "held_name" | "held_login";

/** A row of a file as it is stored, with what its columns say. */
export type ImportRow = {
  readonly row: number;
  readonly cells: Uint8Array;
  readonly name: string;
  readonly i_customer: number | null;
  readonly i_parent: number | null;
  readonly parent_key: string | null;
  readonly parent_row: number | null;
  /** the nearest row above it that is about a customer that there is */
  readonly above_row: number | null;
  readonly twin: number | null;
  readonly twin_by: TwinBy | null;
  readonly addressed: number;
  /** null: it stands above itself */
  readonly level: number | null;
  readonly turn: number;
  readonly verdict: ImportVerdict | null;
  readonly problems: readonly ImportProblem[] | null;
};
