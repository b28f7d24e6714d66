import { EmptyState } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";

/** Replaces a list if we cannot read one of its filters: without that filter it would be another list. */
export async function WrongFilters() {
  const t = await getTranslations("filters");
  return <EmptyState title={t("wrong")} text={t("wrong_text")} />;
}
