import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-names";

/** The icon of each section, wherever one leads to it. */
export const sectionIcons = {
  overview: "layout-dashboard",
  customers: "users",
  tree: "network",
  blocked: "ban",
  statement: "file-text",
  tariffs: "tags",
  routing_groups: "route",
  my_ledger: "book-open",
  api: "square-terminal",
  web_users: "user-cog",
  branding: "palette",
  support: "headset",
  history: "clock",
  jobs: "list-checks",
  preferences: "sliders-horizontal",
} as const satisfies Record<string, IconName>;

export type Section = keyof typeof sectionIcons;

/** An entry of the navigation. */
export type Entry = {
  readonly section: Section;
  readonly label: string;
  readonly href: string;
  /** where further pages of the section begin */
  readonly also?: readonly string[];
};

/** Entries under a caption; '' has none. */
export type EntryGroup = { readonly caption: string; readonly entries: readonly Entry[] };

/** The side navigation; it marks the entry that the page belongs to. @param path the page's path */
export function Sections({
  label,
  groups,
  path,
}: {
  readonly label: string;
  readonly groups: readonly EntryGroup[];
  readonly path: string;
}) {
  const current = openEntry(path, groups)?.section;
  return (
    <nav aria-label={label} className="sections">
      {groups.map(({ caption, entries }) => (
        <ul key={caption} aria-label={caption || undefined}>
          {caption ? (
            <li aria-hidden className="caption">
              {caption}
            </li>
          ) : null}
          {entries.map(({ section, label: text, href }) => (
            <li key={section}>
              <a href={href} aria-current={section === current ? "page" : undefined}>
                <Icon name={sectionIcons[section]} />
                {text}
              </a>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

/** The entry whose address begins the path in the longest way; null: the page belongs to none. */
export function openEntry(path: string, groups: readonly EntryGroup[]): Entry | null {
  const begins = (href: string) => (path === href || path.startsWith(`${href}/`) ? href.length : 0);
  let longest = 0;
  let found: Entry | null = null;
  for (const entry of groups.flatMap(({ entries }) => entries)) {
    const length = Math.max(...[entry.href, ...(entry.also ?? [])].map(begins));
    if (length > longest) [longest, found] = [length, entry];
  }
  return found;
}
