import { use } from "react";
import {
  createFormatter,
  createTranslator,
  type Messages,
  type NamespaceKeys,
  type NestedKeyOf,
} from "use-intl/core";
import en from "../messages/en.json";
import ru from "../messages/ru.json";
import { currentLanguage } from "./language";
import type { Language } from "./languages";

const messages: Readonly<Record<Language, Messages>> = { en, ru };

type Namespace = NamespaceKeys<Messages, NestedKeyOf<Messages>>;

/** Texts of one part of the messages in one language; see ICU MessageFormat for the values that they take. */
export type Texts<Part extends Namespace = never> = ReturnType<typeof createTranslator<Messages, Part>>;

/**
 * Parsing a message or making a number format costs more than a hundred uses of it, and there are few parts and languages:
 * so they last as long as the process, where next-intl makes them for each request.
 */
const made = new Map<string, unknown>();

function once<Made>(key: string, make: () => Made): Made {
  if (!made.has(key)) made.set(key, make());
  // only the same key brings it back
  return made.get(key) as Made;
}

/** The texts of one part of the messages in a language; without a part all of them. */
export function textsIn<Part extends Namespace = never>(locale: Language, namespace?: Part): Texts<Part> {
  return once(`texts ${locale} ${namespace ?? ""}`, () =>
    createTranslator<Messages, Part>({
      locale,
      messages: messages[locale],
      ...(namespace === undefined ? {} : { namespace }),
      // each page passes the reader's own zone; UTC only keeps the machine's zone out
      timeZone: "UTC",
    }),
  );
}

/** The same in the language of this page. */
export async function getTranslations<Part extends Namespace = never>(part?: Part): Promise<Texts<Part>> {
  return textsIn(await currentLanguage(), part);
}

/** Numbers, lists and dates as people write them in the language of this page. */
export async function getFormatter(): Promise<ReturnType<typeof createFormatter>> {
  const locale = await currentLanguage();
  return once(`format ${locale}`, () => createFormatter({ locale, timeZone: "UTC" }));
}

export { currentLanguage as getLocale };

/** The same as `getTranslations` in components that do not wait. */
export function useTranslations<Part extends Namespace = never>(part?: Part): Texts<Part> {
  return textsIn(use(currentLanguage()), part);
}

/** The language of this page in components that do not wait. */
export function useLocale(): Language {
  return use(currentLanguage());
}
