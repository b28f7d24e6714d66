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
  Record<HistoryFilterName | "title" | "periods" | "anything" | "any_door" | "apply" | "clear", string>
> & {
  readonly wrong: { readonly title: string; readonly text: string };
  /** what entries can be about */
  readonly kinds: Options;
  readonly attributes: Options;
  readonly doors: Options;
};
