import { useLocale, useTranslations } from "next-intl";
import { languageNames, languages } from "@/i18n/languages";

type Props = {
  readonly chooseLanguage: (form: FormData) => Promise<void>;
  readonly chooseTheme: (form: FormData) => Promise<void>;
  readonly logOut: boolean;
};

/** Language, theme and log-out, as forms that need no JavaScript. */
export function AccountMenu({ chooseLanguage, chooseTheme, logOut }: Props) {
  const t = useTranslations("shell");
  const present = useLocale();
  const choice = "h-8 rounded-control px-2 hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:text-accent-text";
  return (
    <div className="flex flex-col gap-3">
      <form action={chooseLanguage}>
        <div className="mb-1 text-[12px] text-muted">{t("language")}</div>
        <div className="flex gap-1">
          {languages.map((language) => (
            <button key={language} type="submit" name="language" value={language} lang={language} aria-pressed={language === present} className={choice}>
              {languageNames[language]}
            </button>
          ))}
        </div>
      </form>
      <form action={chooseTheme}>
        <div className="mb-1 text-[12px] text-muted">{t("theme")}</div>
        <div className="flex gap-1">
          {(["light", "dark", "system"] as const).map((theme) => (
            <button key={theme} type="submit" name="theme" value={theme} className={choice}>{t(theme)}</button>
          ))}
        </div>
      </form>
      {logOut ? (
        <form action="/logout" method="post" className="border-t border-line pt-2">
          <button type="submit" className="h-9 w-full rounded-control px-2 text-left hover:bg-hover">{t("log_out")}</button>
        </form>
      ) : null}
    </div>
  );
}
