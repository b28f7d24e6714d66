import { foldWord } from "./fold";
import type { Source, Target } from "./target";

/** A row of another program's file, by the words of its headers. */
export type ForeignRow = {
  /** without blanks at its ends; '' where there is no such column */
  readonly get: (word: string) => string;
  /** does nothing where there is no such column */
  readonly set: (word: string, text: string) => void;
};

/** A program that people come from: its columns, and what is in them. */
export type Program = {
  readonly source: Exclude<Source, "trellis">;
  /** whether a file is its, by the words of its headers */
  readonly wrote: (has: (word: string) => boolean) => boolean;
  /**
   * what its columns are, by their words, where that is no attribute's own name. One that is neither among them nor called
   * like an attribute is left out.
   */
  readonly columns: Readonly<Record<string, Target>>;
  /** what no column of its file has, and we add */
  readonly adds: readonly ("name" | "web_login")[];
  /** puts what is in a row into our words, and makes what we add */
  readonly translate: (row: ForeignRow) => Readonly<Partial<Record<"name" | "web_login", string>>>;
};

/** The word of a header: its letters, without the currency that stands behind it. */
export function headerWord(header: string): string {
  return foldWord(header.replace(/\s*\([A-Z]{3}\)\s*$/, ""));
}

/** A number without the commas by which programs group thousands. */
export function ungrouped(text: string): string {
  return /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
}

/** The same number below zero, or above. */
export function negated(text: string): string {
  if (!/[1-9]/.test(text)) return text;
  return text.startsWith("-") ? text.slice(1) : `-${text.replace(/^\+/, "")}`;
}

/** By what a customer is known who has no name of its own: the company, the person, else what else there is. */
export function nameOf({ get }: ForeignRow, ...others: readonly string[]): string {
  const person = [get("firstname"), get("lastname")].filter(Boolean).join(" ");
  return [get("companyname"), get("company"), person, ...others.map(get)].find(Boolean) ?? "";
}
