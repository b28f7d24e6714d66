import type { Language } from "@/i18n/languages";
import type { TableFormat } from "../table";
import type { Source } from "../target";
import type { NamedTargets } from "./named-rows";

/** How the cells of a file are read. */
export type CellContext = {
  /** whose way of writing numbers the file has: the language of its headers, else of whoever imports */
  readonly locale: Language;
  readonly format: TableFormat;
  /** who has written the file; null: nobody that we know */
  readonly source: Source | null;
  /** an empty cell says nothing, or that there is nothing */
  readonly empty: "leaves" | "clears";
  /** what the row's customer could refer to by name */
  readonly named: NamedTargets;
  /** the customer's currency, where it is known: an amount with another beside it is refused */
  readonly currency?: string | undefined;
};
