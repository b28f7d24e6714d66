import type { FilterWords } from "@/components/list/filter-bar";
import type { ShownList } from "@/components/list/shown-list";
import type { StopAbove } from "@/components/list/stop-mark";
import type { BlockFilterName } from "./block-list-filters";

/** A block in a list. What it lacks has nothing to tell. */
export type BlockRow = {
  readonly i_block: number;
  readonly i_customer: number;
  readonly name: string;
  /** another block stops the customer too */
  readonly stop?: StopAbove;
  readonly parent: readonly [i_customer: number, name: string];
  readonly reason: string;
  readonly by: string;
  readonly since: string;
  /** how many customers are below it */
  readonly below: string;
  readonly note: string;
  /** names the link that lifts it, if the reader may */
  readonly lift?: string;
};

/** What the list of blocks shows at an address. */
export type ShownBlocks = ShownList<BlockFilterName> & {
  /** how many there are */
  readonly note: string;
  /** whether there is anything to filter */
  readonly filterable: boolean;
  /** null: a filter cannot be read */
  readonly rows: readonly BlockRow[] | null;
};

type Options = readonly { readonly id: string; readonly label: string }[];

/** What it says and offers at every address. */
export type BlocksWords = Readonly<
  Record<
    | "title"
    | "pages"
    | "search"
    | "any_reason"
    | "anybody"
    | "nothing"
    | "customer"
    | "parent"
    | "reason"
    | "by"
    | "since"
    | "below"
    | "note"
    | "unblock"
    | "stopped_above",
    string
  >
> &
  FilterWords &
  Readonly<Record<"wrong" | "empty", { readonly title: string; readonly text: string }>> &
  Readonly<Record<"reasons" | "setters", Options>>;
