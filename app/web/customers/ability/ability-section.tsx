import { type AttributeName, isAttributeName } from "@/attributes/customer";
import { boundingNames } from "@/attributes/lists";
import { shownText } from "@/components/attribute-field/attribute-text";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { FormChoices } from "@/server/customers/form-choices";
import { featureNames } from "../permission-matrix";
import { AbilityText } from "./ability-text";
import { abilityWordsAt } from "./ability-words";

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
  const rights = Object.keys(choices.rights).filter(isAttributeName);
  const texts = Object.fromEntries([
    // of rights only those that are set
    ...rights
      .map((name) => [name, shownText(name, values[name], locale)])
      .filter(([, text]) => Number(text) !== 0),
    ...boundingNames
      .map((name) => [name, shownText(name, values[name], locale)])
      .filter(([, text]) => text !== ""),
  ]);
  const currencies = choices.tariffs.map(({ i_tariff, currency }) => [i_tariff, currency]);
  return (
    <AbilityText
      wordsAt={abilityWordsAt(locale)}
      titles={{
        title: isNew ? t("title") : t("title_edit"),
        about: t("about"),
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
