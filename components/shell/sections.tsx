import {
  Ban,
  BookOpen,
  Clock,
  FileText,
  Headset,
  LayoutDashboard,
  type LucideIcon,
  Network,
  Palette,
  Route,
  SlidersHorizontal,
  SquareTerminal,
  Tags,
  UserCog,
  Users,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";

const icons = {
  overview: LayoutDashboard,
  customers: Users,
  tree: Network,
  blocked: Ban,
  statement: FileText,
  tariffs: Tags,
  routing_groups: Route,
  my_ledger: BookOpen,
  api: SquareTerminal,
  web_users: UserCog,
  branding: Palette,
  support: Headset,
  history: Clock,
  preferences: SlidersHorizontal,
} as const satisfies Record<string, LucideIcon>;

export type Section = keyof typeof icons;

export type SectionsProps = {
  readonly sections: readonly { readonly section: Section; readonly href: string }[];
  readonly current: Section | null;
};

/** The side navigation, without what the reader's rights do not allow. */
export function Sections({ sections, current }: SectionsProps) {
  const t = useTranslations();
  return (
    <nav aria-label={t("shell.navigation")}>
      <ul className="flex flex-col gap-0.5">
        {sections.map(({ section, href }) => {
          const Icon = icons[section];
          return (
            <li key={section}>
              <Link
                href={href}
                prefetch={false}
                aria-current={section === current ? "page" : undefined}
                className="flex h-9 items-center gap-2.5 rounded-control px-2.5 text-muted transition-colors duration-100 hover:bg-hover hover:text-text aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-text"
              >
                <Icon size={16} aria-hidden className="shrink-0" />
                <span className="min-w-0 truncate">{t(`nav.${section}`)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
