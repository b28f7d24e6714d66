import { cookies } from "next/headers";
import type { AppearanceProps } from "@/components/shell/appearance";
import { getLocale, getTranslations } from "@/i18n/texts";
import { chooseLanguage, chooseTheme } from "./appearance-actions";

/** What the choice of language and theme shows, and what it does. */
export async function appearance(): Promise<AppearanceProps> {
  const [t, language] = [await getTranslations("shell"), await getLocale()];
  const kept = (await cookies()).get("theme")?.value;
  const theme = kept === "light" || kept === "dark" ? kept : "system";
  return {
    language,
    theme,
    chooseLanguage,
    chooseTheme,
    words: {
      language: t("language"),
      theme: t("theme"),
      light: t("light"),
      dark: t("dark"),
      system: t("system"),
    },
  };
}
