import type { Exports } from "@/components/list/export-menu";
import { getTranslations } from "@/i18n/texts";
import { dictionaries } from "@/server/dictionaries/dictionaries";

/** The formats of a list's export in the reader's words, their own first. @param i_export_type the reader's own */
export async function exportFormats(i_export_type: number): Promise<Exports> {
  const t = await getTranslations("export");
  const formats = dictionaries.export_types
    .toSorted((one, other) => Number(other.id === i_export_type) - Number(one.id === i_export_type))
    .map(({ name }) => ({ format: name.toLowerCase(), name, label: t("as", { format: name }) }));
  return { label: t("label"), formats };
}

/** The same, and each once more with all that an import needs. */
export async function wholeFormats(i_export_type: number): Promise<Exports> {
  const t = await getTranslations("export");
  const { label, formats } = await exportFormats(i_export_type);
  const whole = formats.map(({ format, name }) => ({
    format,
    name: t("whole", { format: name }),
    label: t("whole_as", { format: name }),
    whole: true as const,
  }));
  return { label, formats: [...formats, ...whole] };
}
