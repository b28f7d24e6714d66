import { attributeNames } from "@/attributes/customer";
import type { Option } from "@/components/choices/option-lines";
import { getTranslations } from "@/i18n/texts";

/** What a column can mean, in the reader's words, as choices. */
export async function targetOptions(): Promise<Option[]> {
  const [t, a] = [await getTranslations("imports"), await getTranslations("attributes")];
  return [
    { id: "ignore", label: t("ignore") },
    { id: "name", label: a("name") },
    { id: "parent", label: t("parent") },
    { id: "i_customer", label: t("id") },
    ...attributeNames.filter((name) => name !== "name").map((name) => ({ id: name, label: a(name) })),
  ];
}
