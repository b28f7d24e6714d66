import type { FilterWords } from "@/components/list/filter-bar";
import type { ShownList } from "@/components/list/shown-list";
import type { StatementFilterName } from "./asked";
import type { StatementTables } from "./statement-tables";

/** What a statement shows at an address. */
export type ShownStatement = Pick<
  ShownList<StatementFilterName>,
  "query" | "asked" | "problems" | "pages"
> & {
  readonly title: string;
  /** the customers above the one whose statement it is, if that is not the reader */
  readonly crumbs: readonly { readonly href: string; readonly label: string }[];
  /** its period and time zone; '': it cannot be read */
  readonly note: string;
  readonly form: {
    readonly since: string;
    readonly until: string;
    readonly everyone: boolean;
    /** its days in words */
    readonly period: string;
    /** the id of the descendant in whose scope it is, if not one's own */
    readonly of: string;
    /** the usual periods */
    readonly periods: readonly { readonly href: string; readonly label: string; readonly current: boolean }[];
  };
  readonly provisional: boolean;
  /** 'wrong': a filter cannot be read; 'empty': it has no rows */
  readonly tables: StatementTables | "wrong" | "empty";
};

/** What it says at every address. */
export type StatementWords = Readonly<
  Record<
    "title" | "periods" | "days" | "since" | "until" | "everyone" | "provisional" | "provisional_text",
    string
  >
> &
  FilterWords &
  Readonly<Record<"wrong" | "empty", { readonly title: string; readonly text: string }>>;
