import type { FilterWords } from "@/components/list/filter-bar";
import { getTranslations } from "@/i18n/texts";

/** What every bar of filters says, in the reader's language. */
export async function filterWords(): Promise<FilterWords> {
  const [c, f] = [await getTranslations("common"), await getTranslations("filters")];
  return { apply: c("apply"), clear: f("clear"), filter: f("filter"), remove: f("remove") };
}
