import type { FilterWords } from "@/components/list/filter-bar";
import type { ShownList } from "@/components/list/shown-list";
import type { ShownHistory } from "./history-view";
import type { HistoryFilterName } from "./read-history-filters";

/** What a history shows at an address. */
export type ShownHistoryList = ShownList<HistoryFilterName> & {
  /** the usual spans of days */
  readonly periods: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
  /** null: a filter cannot be read */
  readonly history: ShownHistory | null;
};

type Options = readonly { readonly id: string; readonly label: string }[];

/** What it says and offers at every address. */
export type HistoryListWords = Readonly<
  Record<
    | HistoryFilterName
    | "title"
    | "when"
    | "visit"
    | "anything"
    | "any_door"
    | "log_ins_hidden"
    | "log_ins_shown"
    | "show_log_ins"
    | "hide_log_ins"
    | "show"
    | "hide",
    string
  >
> &
  FilterWords & {
    readonly wrong: { readonly title: string; readonly text: string };
    /** what entries can be about */
    readonly kinds: Options;
    readonly attributes: Options;
    readonly doors: Options;
  };
