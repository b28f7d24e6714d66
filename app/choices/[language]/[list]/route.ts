import { languages } from "@/i18n/languages";
import { longList } from "../../../web/customers/options";

/**
 * A long list of choices, for browsers that moved to a form without loading its HTML. It is the same for everybody, and its
 * address changes with it.
 */
export async function GET(
  _request: Request,
  { params }: { readonly params: Promise<{ language: string; list: string }> },
): Promise<Response> {
  const { language, list } = await params;
  const locale = languages.find((one) => one === language);
  const lines = locale ? longList(locale, list) : null;
  if (lines === null)
    return new Response("There is nothing here.\n", {
      status: 404,
      headers: { "cache-control": "no-store" },
    });
  return new Response(lines, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    },
  });
}
