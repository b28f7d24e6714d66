import type { getTranslations } from "next-intl/server";

type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

/** What a parameter means, in the reader's language. Most names mean one thing; some, in one method, another. */
export function parameterText(t: Words, method: string, name: string): string {
  // keys come from the table of methods; whether there is a text is asked first
  const own = `api_parameters.${method}_${name}` as "api_parameters.text";
  const common = `api_parameters.${name}` as "api_parameters.text";
  if (t.has(own)) return t(own);
  return t.has(common) ? t(common) : t(`attributes.${name as "name"}`);
}
