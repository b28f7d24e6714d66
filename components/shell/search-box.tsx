import { Icon } from "../ui/icon";
import { SearchKey } from "./search-key";

/** Search over customers: a plain form that leads to the list. With JavaScript it opens the palette instead. */
export function SearchBox({
  words,
  shortcut = false,
  large = false,
  className = "",
}: {
  readonly words: { readonly search_label: string; readonly search_hint: string };
  readonly shortcut?: boolean;
  /** for a page made for searching: more room */
  readonly large?: boolean;
  readonly className?: string;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: not all screen readers know <search> yet
    <form
      action="/customers"
      role="search"
      aria-label={large ? words.search_label : undefined}
      className={`search-box ${large ? "large" : ""} ${className}`}
    >
      <Icon name="search" size={large ? 18 : 15} />
      <input
        type="search"
        name="q"
        aria-label={words.search_label}
        placeholder={words.search_hint}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: people who open a page made for searching want to type
        autoFocus={large}
        data-search=""
        className="control"
      />
      {shortcut ? <SearchKey /> : null}
    </form>
  );
}
