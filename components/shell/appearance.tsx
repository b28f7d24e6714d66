import { Monitor, Moon, Sun } from "lucide-react";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { languageNames, languages } from "@/i18n/languages";

type Choose = (form: FormData) => Promise<void>;

export type AppearanceActions = { readonly chooseLanguage: Choose; readonly chooseTheme: Choose };

const themes = { light: Sun, dark: Moon, system: Monitor } as const;

const choice =
  "flex h-8 flex-1 items-center justify-center gap-1.5 rounded-[6px] px-2 text-muted hover:text-text aria-pressed:bg-chosen aria-pressed:text-text aria-pressed:shadow-[0_1px_2px_oklch(0%_0_0_/_14%)]";

/** Language and theme, as forms that need no JavaScript. */
export async function Appearance({ chooseLanguage, chooseTheme }: AppearanceActions) {
  const t = await getTranslations("shell");
  const language = await getLocale();
  const kept = (await cookies()).get("theme")?.value;
  const theme = kept === "light" || kept === "dark" ? kept : "system";
  return (
    <>
      <form
        action={chooseLanguage}
        aria-label={t("language")}
        className="flex gap-0.5 rounded-lg bg-chip p-0.5"
      >
        {languages.map((each) => (
          <button
            key={each}
            type="submit"
            name="language"
            value={each}
            lang={each}
            aria-pressed={each === language}
            className={choice}
          >
            {languageNames[each]}
          </button>
        ))}
      </form>
      <form action={chooseTheme} aria-label={t("theme")} className="flex gap-0.5 rounded-lg bg-chip p-0.5">
        {(["light", "dark", "system"] as const).map((each) => {
          const Icon = themes[each];
          return (
            <button
              key={each}
              type="submit"
              name="theme"
              value={each}
              aria-pressed={each === theme}
              aria-label={t(each)}
              title={t(each)}
              className={choice}
            >
              <Icon size={15} aria-hidden />
            </button>
          );
        })}
      </form>
    </>
  );
}
