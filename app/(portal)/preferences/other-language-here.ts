import { languageNames } from "@/i18n/languages";
import { getLocale, getTranslations } from "@/i18n/texts";

/**
 * Until somebody chooses a language, the portal speaks that of the log-in page; then the field names both languages.
 * @param set the language in force for mail
 * @returns undefined if the page speaks it
 */
export async function otherLanguageHere(set: string): Promise<string | undefined> {
  const [t, locale] = [await getTranslations("own_settings"), await getLocale()];
  if (set === locale) return undefined;
  return t("language_here", { here: languageNames[locale], mail: languageNames[set as "en"] ?? set });
}
