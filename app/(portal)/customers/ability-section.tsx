import { type AttributeName, attributeNames, isAttributeName } from "@/attributes/customer";
import { shownText } from "@/components/attribute-field/attribute-text";
import type { Language } from "@/i18n/languages";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { FormChoices } from "@/server/customers/form-choices";
import { featureNames } from "../../web/customers/permission-matrix";
import { allRightWords } from "../../web/forms/right-words";
import { plain } from "./ability";
import { AbilityText } from "./ability-text";
import type { AbilityWords } from "./say-ability";

type Props = {
  readonly choices: FormChoices;
  readonly values: Readonly<Partial<Record<AttributeName, unknown>>>;
  /** the customer's; the parent's for a new one without a tariff */
  readonly currency: string;
  readonly isNew: boolean;
};

/** *What this customer will be able to do*, in words, for the surrounding form. */
export async function AbilitySection({ choices, values, currency, isNew }: Props) {
  const [t, locale] = [await getTranslations("ability"), await getLocale()];
  const texts = Object.fromEntries(
    attributeNames
      .map((name) => [name, shownText(name, values[name], locale)] as const)
      .filter(([, text]) => text !== ""),
  );
  const currencies = choices.tariffs.map(({ i_tariff, currency }) => [i_tariff, currency]);
  return (
    <AbilityText
      words={{
        ...(await abilityWords(Object.keys(choices.rights))),
        title: isNew ? t("title") : t("title_edit"),
        may: t("may"),
        may_not: t("may_not"),
      }}
      around={{ rights: choices.rights, ...choices.room, features: featureNames, isNew }}
      texts={texts}
      currency={currency}
      currencies={isNew ? Object.fromEntries(currencies) : {}}
    />
  );
}

const made = new Map<Language, AbilityWords>();

/**
 * The texts with their placeholders; the form fills in `{n}` and names, in the browser too. A language's are made once.
 * @param named the rights, flags and features, the same for everybody
 */
async function abilityWords(named: readonly string[]): Promise<AbilityWords> {
  const locale = await getLocale();
  const known = made.get(locale) ?? (await wordsIn(locale, named));
  made.set(locale, known);
  return known;
}

async function wordsIn(locale: Language, named: readonly string[]): Promise<AbilityWords> {
  const [t, attributes] = [await getTranslations("ability"), await getTranslations("attributes")];
  const open = { verbs: "{verbs}", areas: "{areas}", names: "{names}", amount: "{amount}" };
  const plural = new Intl.PluralRules(locale);
  const counted = (key: "levels" | "calls" | "rate") =>
    Object.fromEntries(
      // one number for each plural form of the language
      [0, 1, 2, 5, 1.5].map((count) => [plural.select(count), t(key, { count, n: "{n}" })]),
    );
  return {
    locale,
    sentences: Object.fromEntries(
      [...plain, "manage", "credit", "features", "dormant", "no_manage"].map((key) => [
        key,
        // messages/ has a text for each
        t(key as "manage", open),
      ]),
    ),
    counted: { levels: counted("levels"), calls: counted("calls"), rate: counted("rate") },
    ...(await allRightWords()),
    names: Object.fromEntries(named.filter(isAttributeName).map((name) => [name, attributes(name)])),
  };
}
