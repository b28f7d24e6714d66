"use client";

import { Icon } from "../ui/icon";
import { buttonClass } from "../ui/looks";
import { addressOf, type Query } from "./list-query";

/** A format of a download: the first is the reader's own. */
export type ExportFormat = {
  readonly format: string;
  readonly name: string;
  /** names it as a button: 'Export as CSV' */
  readonly label: string;
};

/** Offers a list as a file: plain links, drawn like one button. The browser shows the download's progress. */
export function ExportLinks({
  path,
  query,
  label,
  formats,
}: {
  /** the address of the list's export, e.g. `/customers/export` */
  readonly path: string;
  /** the query of the list, for the same rows */
  readonly query: Query;
  /** names the group */
  readonly label: string;
  readonly formats: readonly ExportFormat[];
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div role="group" aria-label={label} className="flex">
      {formats.map(({ format, name, label: as }, index) => (
        <a
          key={format}
          data-file=""
          href={addressOf(path, query, { after: null, format })}
          aria-label={as}
          className={buttonClass("plain", index === 0 ? "rounded-r-none" : "-ml-px rounded-l-none")}
        >
          {index === 0 ? <Icon name="download" size={15} /> : null}
          {index === 0 ? as : name}
        </a>
      ))}
    </div>
  );
}
