import { languages } from "@/i18n/languages";
import { abilityWords } from "../../../web/customers/ability/ability-words";
import { offeredAddress } from "../../../web/customers/offered-address";
import { longList } from "../../../web/customers/options";

/**
 * A text that the values of pages only name: a long list of choices, for browsers that moved to a form without loading its
 * HTML, or the words for what a customer will be able to do. It is the same for everybody, and its address changes with it.
 */
export async function GET(
  request: Request,
  { params }: { readonly params: Promise<{ language: string; list: string }> },
): Promise<Response> {
  const { language, list } = await params;
  const locale = languages.find((one) => one === language);
  const text = locale ? (list === "ability" ? abilityWords(locale) : longList(locale, list)) : null;
  if (text === null)
    return new Response("There is nothing here.\n", {
      status: 404,
      headers: { "cache-control": "no-store" },
    });
  return new Response(text, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      // under another version's address nobody may keep it
      "cache-control": isAt(request.url, offeredAddress(language, list, text))
        ? "public, max-age=31536000, immutable"
        : "no-store",
    },
  });
}

function isAt(url: string, address: string): boolean {
  const { pathname, search } = new URL(url);
  // Next reads the query as a parameter without a value
  return pathname + search.replace(/=$/, "") === address;
}
