/** A customer as the palette shows it, in the reader's words. */
export type CustomerHit = {
  readonly id: number;
  readonly name: string;
  readonly login: string;
  /** null: the reader's own customer */
  readonly parent: string | null;
  /** the telephone number that was looked for, or that there is one where it is not shown; null: it was found otherwise */
  readonly number: string | null;
  readonly blocked: boolean;
  /** a block above stops it */
  readonly stopped: boolean;
  readonly balance: string;
  readonly owes: boolean;
};

/** How many customers an answer has at most. */
export const mostHits = 8;

/** What can be done with a customer that was found. */
export type PaletteAction = "open" | "payment" | "credit_limit" | "block" | "unblock" | "why_not" | "open_as";

/** What the palette knows before anything is asked: it comes with the page, and follows the reader's rights. */
export type PaletteData = {
  /** false: the reader has nobody below, and finds pages only */
  readonly customers: boolean;
  readonly actions: readonly PaletteAction[];
  readonly pages: readonly { readonly label: string; readonly href: string }[];
  readonly words: Readonly<
    Record<
      | "label"
      | "hint"
      | "customers"
      | "recent"
      | "all"
      | "pages"
      /** with {name} */
      | "do"
      /** with {reference} */
      | "refusal"
      | "nothing"
      | "nothing_text"
      | "nothing_short"
      | "failed"
      | "id"
      | "blocked"
      | "stopped_above"
      | "close"
      | "key_open"
      | "key_actions"
      | "key_tab"
      | PaletteAction,
      string
    >
  >;
};
