import type { ExportFormat } from "@/components/list/export-menu";
import { getTranslations } from "@/i18n/texts";
import { dictionaries } from "@/server/dictionaries/dictionaries";

/** The formats of a list's export in the reader's words, their own first. @param i_export_type the reader's own */
export async function exportFormats(
  i_export_type: number,
): Promise<{ readonly label: string; readonly formats: readonly ExportFormat[] }> {
  const t = await getTranslations("export");
  const formats = dictionaries.export_types
    .toSorted((one, other) => Number(other.id === i_export_type) - Number(one.id === i_export_type))
    .map(({ name }) => ({ format: name.toLowerCase(), name, label: t("as", { format: name }) }));
  return { label: t("label"), formats };
}
