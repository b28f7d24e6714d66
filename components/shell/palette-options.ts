import { type CustomerHit, mostHits, type PaletteAction, type PaletteData } from "./palette-data";
import type { Section } from "./sections";

export type Option = {
  readonly id: string;
  readonly href: string;
  readonly label: string;
  readonly customer?: CustomerHit;
  readonly action?: PaletteAction;
  /** for the icon of a page */
  readonly section?: Section;
};

export type OptionGroup = {
  readonly id: "customers" | "do" | "pages";
  readonly title: string;
  readonly options: readonly Option[];
};

const paths: Readonly<Record<PaletteAction, string>> = {
  open: "",
  open_as: "/open-as",
  payment: "/payment",
  credit_limit: "/credit-limit",
  block: "/block",
  unblock: "/unblock",
  why_not: "/why-not",
};

/**
 * All options for a typed text: customers, what people can do with one of them, pages.
 * @param subject the id of that one; null: the first
 */
export function optionsFor(
  text: string,
  hits: readonly CustomerHit[],
  data: PaletteData,
  subject: number | null = null,
): OptionGroup[] {
  const { words } = data;
  const customers = hits.map((customer) => ({
    id: `customer-${customer.id}`,
    href: `/customers/${customer.id}`,
    label: customer.name,
    customer,
  }));
  const meant = hits.find(({ id }) => id === subject) ?? (text === "" ? undefined : hits[0]);
  const groups: OptionGroup[] = [
    { id: "customers", title: text === "" ? words.recent : words.customers, options: customers },
    ...(meant ? [actionsOf(meant, data)] : []),
    {
      id: "pages",
      title: words.pages,
      options: [...allOf(text, hits, data), ...refusalOf(text, data), ...pagesFor(text, data)],
    },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

/** What people can do with one customer. */
export function actionsOf(customer: CustomerHit, { actions, words }: PaletteData): OptionGroup {
  return {
    id: "do",
    title: words.do.replace("{name}", () => customer.name),
    options: actions
      .filter((action) => action !== "unblock" || customer.blocked)
      .map((action) => ({
        id: `${action}-${customer.id}`,
        href: `/customers/${customer.id}${paths[action]}`,
        label: words[action],
        action,
      })),
  };
}

/** The whole list, if there may be more customers than we show. */
function allOf(text: string, hits: readonly CustomerHit[], { words }: PaletteData): Option[] {
  if (text === "" || hits.length < mostHits) return [];
  return [
    {
      id: "page-all",
      href: `/customers?q=${encodeURIComponent(text)}`,
      label: words.all,
      section: "customers",
    },
  ];
}

/** The pages in whose names every typed word begins some word, in any order. */
function pagesFor(text: string, { pages }: PaletteData): Option[] {
  const typed = wordsIn(text);
  return pages
    .filter(({ label }) => {
      const words = wordsIn(label);
      return typed.every((part) => words.some((word) => word.startsWith(part)));
    })
    .map(({ label, href, section }) => ({ id: `page-${href}`, href, label, section }));
}

function wordsIn(text: string): string[] {
  return plainly(text)
    .split(/[\s/-]+/)
    .filter(Boolean);
}

function plainly(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Cuts a text where the typed words begin a word of it, as the search does: without regard to case and accents.
 * @returns the parts in their order, each with whether somebody typed it
 */
export function partsOf(text: string, typed: string): (readonly [part: string, isTyped: boolean])[] {
  const letters = [...text];
  const plain = letters.map(plainly);
  const isTyped = letters.map(() => false);
  for (const word of wordsIn(typed)) {
    for (let at = 0; at < letters.length; at++) {
      if (/[\p{L}\p{N}]/u.test(letters[at - 1] ?? "")) continue;
      let end = at;
      while (end < letters.length && plain.slice(at, end).join("").length < word.length) end++;
      if (plain.slice(at, end).join("").startsWith(word)) isTyped.fill(true, at, end);
    }
  }
  const parts: [string, boolean][] = [];
  letters.forEach((letter, at) => {
    const last = parts.at(-1);
    if (last && last[1] === isTyped[at]) last[0] += letter;
    else parts.push([letter, isTyped[at] ?? false]);
  });
  return parts;
}

function refusalOf(text: string, { words }: PaletteData): Option[] {
  const reference = referenceIn(text);
  if (!reference) return [];
  const shown = `${reference.slice(0, 4)}-${reference.slice(4)}`;
  const href = `/refusals/${reference}`;
  return [{ id: `page-${href}`, href, label: words.refusal.replace("{reference}", shown) }];
}

/**
 * The reference of a refusal: eight letters and digits, in two groups of four or in one. Digits alone are a number, and
 * letters alone a word, unless in capitals or in two groups.
 */
export function referenceIn(text: string): string | null {
  const [, first, hyphen, second] = /^([a-z0-9]{4})(-?)([a-z0-9]{4})$/i.exec(text.trim()) ?? [];
  if (first === undefined || second === undefined) return null;
  const whole = first + second;
  if (/^\d+$/.test(whole)) return null;
  const isWord = !/\d/.test(whole) && hyphen === "" && whole !== whole.toUpperCase();
  return isWord ? null : whole.toUpperCase();
}
