import { cookies, headers } from "next/headers";
import { cache } from "react";
import { type Language, languageCookie, languages } from "./languages";

/** The language of this page: the one that was chosen (a log-in chooses the user's), else the one that the browser asks for. */
export const currentLanguage = cache(async (): Promise<Language> => {
  const chosen = (await cookies()).get(languageCookie)?.value;
  return (
    languages.find((language) => language === chosen) ?? accepted((await headers()).get("accept-language"))
  );
});

function accepted(header: string | null): Language {
  const wanted = (header ?? "").split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.map((code) => languages.find((language) => language === code)).find(Boolean) ?? "en";
}
