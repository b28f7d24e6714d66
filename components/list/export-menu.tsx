"use client";

import { Menu, type MenuEntry } from "../ui/menu";
import { addressOf, type Query } from "./list-query";

/** A format of a download: the first is the reader's own. */
export type ExportFormat = {
  readonly format: string;
  readonly name: string;
  /** names it alone: 'Export as CSV' */
  readonly label: string;
  /** with all that an import needs, whatever columns the list shows */
  readonly whole?: true;
};

/** The formats that a list can be downloaded in, and the word for that. */
export type Exports = { readonly label: string; readonly formats: readonly ExportFormat[] };

type Props = Exports & {
  /** the address of the list's export, e.g. `/customers/export` */
  readonly path: string;
  /** the query of the list, for the same rows */
  readonly query: Query;
  readonly className?: string;
};

/** Offers a list as a file: plain links, behind one button. The browser shows the download's progress. */
export function ExportMenu({ className, label, ...given }: Props) {
  return <Menu id="export-menu" label={label} className={className} groups={[exportEntries(given)]} />;
}

/** The same as entries of another menu. */
export function exportEntries({ path, query, formats }: Omit<Props, "label">): readonly MenuEntry[] {
  return formats.map(({ format, name, label, whole }) => ({
    href: addressOf(path, query, { after: null, format, whole: whole ? "1" : null }),
    label: name,
    name: label,
    file: true,
  }));
}
