import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { SearchKey } from "./search-key";

/** Search over customers: a plain form, whose answer is the list. With JavaScript the palette opens in its place. */
export function SearchBox({ shortcut = false }: { readonly shortcut?: boolean }) {
  const t = useTranslations("shell");
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to all readers yet
    <form action="/customers" role="search" className="relative w-full">
      <Search
        size={15}
        aria-hidden
        className="pointer-events-none absolute top-[10.5px] left-2.5 text-muted"
      />
      <input
        type="search"
        name="q"
        aria-label={t("search_label")}
        placeholder={t("search_hint")}
        autoComplete="off"
        data-search=""
        className="control border-line-button pr-16 pl-8 text-ellipsis"
      />
      {shortcut ? <SearchKey /> : null}
    </form>
  );
}
