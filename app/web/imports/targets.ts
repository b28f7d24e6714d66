import { attributeNames } from "@/attributes/customer";
import type { Option } from "@/components/choices/option-lines";
import { getTranslations } from "@/i18n/texts";
import type { otherTargets, Target } from "@/server/files/import/target";

type Choice = Option & { readonly id: Target };

/** What a column can mean, in the reader's words, as choices: each that there is, or the form would lose it. */
export async function targetOptions(): Promise<Choice[]> {
  const [t, a] = [await getTranslations("imports"), await getTranslations("attributes")];
  const others = {
    parent: t("parent"),
    i_customer: t("id"),
    blocked: t("blocked"),
  } as const satisfies Record<Exclude<(typeof otherTargets)[number], "ignore">, string>;
  return [
    { id: "ignore", label: t("ignore") },
    { id: "name", label: a("name") },
    // Object.entries forgets which keys there are
    ...(Object.entries(others) as [keyof typeof others, string][]).map(([id, label]) => ({ id, label })),
    ...attributeNames.filter((name) => name !== "name").map((name) => ({ id: name, label: a(name) })),
  ];
}
