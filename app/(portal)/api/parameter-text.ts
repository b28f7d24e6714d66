import type { Texts } from "@/i18n/texts";

type Words = Texts<never>;

/** Explains a parameter in the reader's language. A few names mean something else in one method. */
export function parameterText(t: Words, method: string, name: string): string {
  // the table of methods makes these keys; has() checks that a text exists
  const own = `api_parameters.${method}_${name}` as "api_parameters.text";
  const common = `api_parameters.${name}` as "api_parameters.text";
  if (t.has(own)) return t(own);
  return t.has(common) ? t(common) : t(`api_attributes.${name as "name"}`);
}
