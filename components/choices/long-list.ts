import { offeredText, offerText } from "./offered-text";
import { joined, linesOf, type Option, type OptionLines, optionMarkup } from "./option-lines";

/**
 * A list of hundreds of choices that is the same for everybody who reads a language. A page's HTML has it, for whoever has no
 * script; the values of a page only name it. A browser that moves to a page, and so gets no HTML, fetches it once.
 */
export type LongList = {
  /** where it is, as lines */
  readonly href: string;
};

/** Choices of which most are a long list, and some may come before and after it. */
export type LongChoices = {
  readonly list: LongList;
  readonly before?: OptionLines | undefined;
  readonly after?: OptionLines | undefined;
};

/** A list with the choices before and after it. */
export function choicesOf(
  list: OptionLines | LongList | undefined,
  before?: OptionLines,
  after?: OptionLines,
): OptionLines | LongChoices {
  if (typeof list !== "object") return joined(before, list, after);
  return { list, ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

const offers = new WeakMap<readonly Option[], LongList>();

/** Offers a list that stays as it is while the program runs. Only the server does. */
export function offerList(href: string, options: readonly Option[]): void {
  offerText(href, linesOf(options));
  offers.set(options, { href });
}

/** How the values of a page carry these choices: as lines, or only named if they are an offered list. */
export function sentList(options: readonly Option[]): LongList | OptionLines {
  return offers.get(options) ?? linesOf(options);
}

const markups = new Map<string, string>();

/** The markup of an offered list, on the server, without a choice. */
export function offeredMarkup({ href }: LongList): string {
  const markup = markups.get(href) ?? optionMarkup(offeredText(href), null);
  markups.set(href, markup);
  return markup;
}
