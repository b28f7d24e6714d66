// Next bundles components for HTML apart from the pages that offer texts; what is on globalThis both have in common
const shared = globalThis as { trellisOfferedTexts?: Map<string, string> };

/**
 * Offers a text that is the same for everybody who reads a language, and stays as it is while the program runs. The values of
 * a page only name it, and a browser that needs it fetches it once. Only the server does this.
 * @param href where the browser finds it; it changes with the text
 */
export function offerText(href: string, text: string): void {
  shared.trellisOfferedTexts ??= new Map();
  shared.trellisOfferedTexts.set(href, text);
}

/** An offered text, on the server. */
export function offeredText(href: string): string {
  const text = shared.trellisOfferedTexts?.get(href);
  if (text === undefined) throw new Error(`nobody offers ${href}`);
  return text;
}

const known = new Map<string, string>();
const fetching = new Map<string, Promise<string>>();

/** An offered text, in a browser that has fetched it. */
export function knownText(href: string): string | undefined {
  return known.get(href);
}

/**
 * An offered text, in the browser, which fetches it once. No page waits for it: a connection that fails must not hold people
 * where they are. @throws if it cannot be fetched now
 */
export async function fetchedText(href: string): Promise<string> {
  const already = known.get(href);
  if (already !== undefined) return already;
  const asked = fetching.get(href) ?? fetchText(href);
  fetching.set(href, asked);
  try {
    const text = await asked;
    known.set(href, text);
    return text;
  } finally {
    fetching.delete(href);
  }
}

async function fetchText(href: string): Promise<string> {
  const answer = await fetch(href);
  if (!answer.ok) throw new Error(`${href} answered ${answer.status}`);
  return await answer.text();
}
