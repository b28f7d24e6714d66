import { Icon } from "@/components/ui/icon";
import { buttonClass } from "@/components/ui/looks";
import { getTranslations } from "@/i18n/texts";
import { dictionaries } from "@/server/dictionaries/dictionaries";
import { addressOf } from "./address-of";

type Props = {
  /** the address of the page's export, e.g. `/customers/export` */
  readonly path: string;
  /** the page's own query, so that the file contains what the page shows */
  readonly query: Readonly<Record<string, string | string[] | undefined>>;
  /** the reader's preferred format, which comes first */
  readonly i_export_type: number;
};

/** Offers the page's list as a file: two plain links, drawn like one button. The browser shows the download's progress. */
export async function ExportLinks({ path, query, i_export_type }: Props) {
  const t = await getTranslations("export");
  const formats = dictionaries.export_types.toSorted(
    (one, other) => Number(other.id === i_export_type) - Number(one.id === i_export_type),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div role="group" aria-label={t("label")} className="flex">
      {formats.map(({ id, name }, index) => (
        <a
          key={id}
          data-file=""
          href={addressOf(path, query, { after: null, format: name.toLowerCase() })}
          aria-label={t("as", { format: name })}
          className={buttonClass("plain", index === 0 ? "rounded-r-none" : "-ml-px rounded-l-none")}
        >
          {index === 0 ? <Icon name="download" size={15} /> : null}
          {index === 0 ? t("as", { format: name }) : name}
        </a>
      ))}
    </div>
  );
}
