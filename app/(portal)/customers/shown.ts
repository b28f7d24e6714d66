import type { ShownList } from "@/components/list/shown-list";
import type { StopAbove } from "@/components/list/stop-mark";
import type { CustomerFilterName } from "../../web/customers/customer-filters";
import type { Column } from "./columns";

/** A cell: its text, '' for nothing or zero; with a customer's id it is a link. */
export type ShownCell = string | readonly [text: string, kind: "neg" | "own" | number];

/** A customer of the list. */
export type CustomerRow = readonly [
  id: number,
  name: string,
  cells: readonly ShownCell[],
  more?: {
    /** what a search found it by, if the row does not show it */
    readonly found?: string | undefined;
    /** blocked, or stopped by a block above */
    readonly stop?: true | StopAbove | undefined;
  },
];

/** What the list shows at an address. */
export type ShownCustomers = ShownList<CustomerFilterName> & {
  readonly direct: boolean;
  /** how many there are */
  readonly note: string;
  /** how many match, for whoever means all of them: 'all 3,204 that match' */
  readonly all: string;
  readonly columns: readonly Column[];
  /** whether these are the standard ones */
  readonly usual: boolean;
  /** by which of them one may sort */
  readonly sortable: readonly Column[];
  /** null: a filter cannot be read */
  readonly rows: readonly CustomerRow[] | null;
  /** the refusal that somebody searches for */
  readonly reference: { readonly code: string; readonly spelled: string } | null;
};

export type CustomersWords = Readonly<
  Record<
    | "title"
    | "statement"
    | "more"
    | "pages"
    | "nothing"
    | "empty"
    | "empty_text"
    | "wrong"
    | "wrong_text"
    | "clear"
    | "found_refusal"
    | "open"
    | "name"
    | "blocked"
    | "stopped_above",
    string
  >
>;
