import { type Language, languageNames, languages } from "@/i18n/languages";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-names";

type Choose = (form: FormData) => Promise<void>;

const themes = ["light", "dark", "system"] as const;

type Theme = (typeof themes)[number];

export type AppearanceProps = {
  readonly language: Language;
  readonly theme: Theme;
  readonly chooseLanguage: Choose;
  readonly chooseTheme: Choose;
  readonly words: Readonly<Record<"language" | "theme" | Theme, string>>;
};

const icons = { light: "sun", dark: "moon", system: "monitor" } as const satisfies Record<Theme, IconName>;

/** Language and theme, as forms that need no JavaScript. */
export function Appearance({ language, theme, chooseLanguage, chooseTheme, words }: AppearanceProps) {
  return (
    <>
      <form action={chooseLanguage} aria-label={words.language} className="choices">
        {languages.map((each) => (
          <button
            key={each}
            type="submit"
            name="language"
            value={each}
            lang={each}
            aria-pressed={each === language}
          >
            {languageNames[each]}
          </button>
        ))}
      </form>
      <form action={chooseTheme} aria-label={words.theme} className="choices">
        {themes.map((each) => (
          <button
            key={each}
            type="submit"
            name="theme"
            value={each}
            aria-pressed={each === theme}
            aria-label={words[each]}
            title={words[each]}
          >
            <Icon name={icons[each]} />
          </button>
        ))}
      </form>
    </>
  );
}
