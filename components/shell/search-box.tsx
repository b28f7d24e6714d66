import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { SearchKey } from "./search-key";

type Props = {
  readonly shortcut?: boolean;
  /** for a page made for searching: its own words, and more room */
  readonly large?: { readonly label: string; readonly hint: string };
};

/** Search over customers: a plain form that leads to the list. With JavaScript it opens the palette instead. */
export function SearchBox({ shortcut = false, large }: Props) {
  const t = useTranslations("shell");
  return (
    // biome-ignore lint/a11y/useSemanticElements: not all screen readers know <search> yet
    <form
      action="/customers"
      role="search"
      aria-label={large?.label}
      className={`relative w-full ${large ? "max-w-2xl" : ""}`}
    >
      <Search
        size={large ? 18 : 15}
        aria-hidden
        className={`pointer-events-none absolute text-muted ${large ? "top-[15px] left-3.5" : "top-[10.5px] left-2.5"}`}
      />
      <input
        type="search"
        name="q"
        aria-label={large?.label ?? t("search_label")}
        placeholder={large?.hint ?? t("search_hint")}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: people who open a page made for searching want to type
        autoFocus={large !== undefined}
        data-search=""
        className={`control border-line-button text-ellipsis ${large ? "h-12 pr-4 pl-11 text-[0.9375rem]" : "pr-16 pl-8"}`}
      />
      {shortcut ? <SearchKey /> : null}
    </form>
  );
}
