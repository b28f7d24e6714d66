import type { Section } from "./sections";

/** A customer as the palette shows it, in the reader's words. */
export type CustomerHit = {
  readonly id: number;
  readonly name: string;
  readonly login: string;
  /** null: the reader's own customer */
  readonly parent: string | null;
  /** the number that somebody searched for, or words for one that we do not show; null: found by something else */
  readonly number: string | null;
  readonly blocked: boolean;
  /** a block on somebody above stops it */
  readonly stopped: boolean;
  readonly balance: string;
  readonly owes: boolean;
};

/** How many customers an answer has at most. */
export const mostHits = 8;

/** What people can do with a customer that they found. */
export type PaletteAction = "open" | "payment" | "credit_limit" | "block" | "unblock" | "why_not" | "open_as";

/** What the palette knows before it asks the server: it comes with the page and follows the reader's rights. */
export type PaletteData = {
  /** false: the reader has nobody below and finds only pages */
  readonly customers: boolean;
  readonly actions: readonly PaletteAction[];
  readonly pages: readonly {
    readonly label: string;
    readonly href: string;
    /** what its icon is */
    readonly section: Section;
  }[];
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
