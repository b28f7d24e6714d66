import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { type Language, languageCookie, languages } from "./languages";

const load = {
  en: () => import("../messages/en.json"),
  ru: () => import("../messages/ru.json"),
} as const;

/** The language of a page: the one chosen (logging in chooses the user's), else what the browser asks for. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(languageCookie)?.value;
  const locale =
    languages.find((language) => language === chosen) ?? accepted((await headers()).get("accept-language"));
  // times are shown in the reader's own zone, which each page knows; the machine's is never used
  return { locale, messages: (await load[locale]()).default, timeZone: "UTC" };
});

function accepted(header: string | null): Language {
  const wanted = (header ?? "").split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.map((code) => languages.find((language) => language === code)).find(Boolean) ?? "en";
}
