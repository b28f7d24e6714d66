import type { FigureCell } from "@/components/list/figure-cell";
import type { FilterWords } from "@/components/list/filter-bar";
import type { ShownList } from "@/components/list/shown-list";
import type { LedgerFilterName } from "./ledger-filters";

/** The sum of a kind, or of all. */
export type ShownSum = {
  readonly label: string;
  /** how many entries */
  readonly count: string;
  readonly amount: string;
};

/** What a ledger shows at an address. */
export type ShownLedger = ShownList<LedgerFilterName> & {
  /** 'wrong': a filter cannot be read; 'empty': it has no entries */
  readonly entries:
    | "wrong"
    | "empty"
    | {
        readonly sums: readonly ShownSum[];
        readonly heads: readonly string[];
        readonly looks: readonly string[];
        readonly rows: readonly (readonly [i_entry: string, at: string, cells: readonly FigureCell[]])[];
        /** names the columns in which nothing stands, which are left out */
        readonly empty?: string;
      };
};

/** What it says and offers at every address. */
export type LedgerWords = Readonly<
  Record<LedgerFilterName | "title" | "when" | "amount" | "sums" | "any_kind" | "receipt", string>
> &
  FilterWords &
  Readonly<Record<"wrong" | "empty", { readonly title: string; readonly text: string }>> & {
    readonly kinds: readonly { readonly id: string; readonly label: string }[];
  };
