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

type Offered = { readonly lines: OptionLines; readonly markup: string };

// Next bundles components for HTML apart from the pages that offer lists; what is on globalThis both have in common
const shared = globalThis as { trellisLongLists?: Map<string, Offered> };

const offers = new WeakMap<readonly Option[], LongList>();

/** Offers a list that stays as it is while the program runs. Only the server does. */
export function offerList(href: string, options: readonly Option[]): void {
  shared.trellisLongLists ??= new Map();
  const lines = linesOf(options);
  shared.trellisLongLists.set(href, { lines, markup: optionMarkup(lines, null) });
  offers.set(options, { href });
}

/** How the values of a page carry these choices: as lines, or only named if they are an offered list. */
export function sentList(options: readonly Option[]): LongList | OptionLines {
  return offers.get(options) ?? linesOf(options);
}

/** An offered list, on the server. */
export function offeredList({ href }: LongList): Offered {
  const offered = shared.trellisLongLists?.get(href);
  if (!offered) throw new Error(`nobody offers ${href}`);
  return offered;
}

const fetched = new Map<string, Promise<OptionLines>>();

/** An offered list, in the browser, which fetches it once. */
export function fetchedList({ href }: LongList): Promise<OptionLines> {
  const known = fetched.get(href) ?? fetchLines(href);
  fetched.set(href, known);
  return known;
}

async function fetchLines(href: string): Promise<OptionLines> {
  try {
    const answer = await fetch(href);
    if (!answer.ok) throw new Error(`${href} answered ${answer.status}`);
    return await answer.text();
  } catch (error) {
    fetched.delete(href);
    throw error;
  }
}
