import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/page";

/** In place of a list of which a filter cannot be read: without it, it would be another list. */
export async function WrongFilters() {
  const t = await getTranslations("filters");
  return <EmptyState title={t("wrong")} text={t("wrong_text")} />;
}
