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

const fetched = new Map<string, Promise<string>>();

/** An offered text, in the browser. */
export function fetchedText(href: string): Promise<string> {
  const known = fetched.get(href) ?? fetchText(href);
  fetched.set(href, known);
  return known;
}

async function fetchText(href: string): Promise<string> {
  try {
    const answer = await fetch(href);
    if (!answer.ok) throw new Error(`${href} answered ${answer.status}`);
    return await answer.text();
  } catch (error) {
    fetched.delete(href);
    throw error;
  }
}
