import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { type Language, languageCookie, languages } from "./languages";

const load = {
  en: () => import("../messages/en.json"),
  ru: () => import("../messages/ru.json"),
} as const;

/** Picks the language of a page: the one that was chosen (a log-in chooses the user's), else the one that the browser asks for. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(languageCookie)?.value;
  const locale =
    languages.find((language) => language === chosen) ?? accepted((await headers()).get("accept-language"));
  // each page passes the reader's own zone; UTC only keeps the machine's zone out
  return { locale, messages: (await load[locale]()).default, timeZone: "UTC" };
});

function accepted(header: string | null): Language {
  const wanted = (header ?? "").split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.map((code) => languages.find((language) => language === code)).find(Boolean) ?? "en";
}
