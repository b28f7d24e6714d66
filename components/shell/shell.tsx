import { BookOpen, Clock, LayoutDashboard, type LucideIcon, Menu, Network, Route, Search, SlidersHorizontal, Tags, Users } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

const icons = {
  overview: LayoutDashboard,
  customers: Users,
  tree: Network,
  tariffs: Tags,
  routing_groups: Route,
  my_ledger: BookOpen,
  history: Clock,
  preferences: SlidersHorizontal,
} as const satisfies Record<string, LucideIcon>;

export type Section = keyof typeof icons;

type Props = {
  readonly sections: readonly { readonly section: Section; readonly href: string }[];
  readonly current: Section | null;
  readonly brand: string;
  readonly login: string;
  readonly customer: string;
  readonly search: boolean;
  /** language, theme, log out */
  readonly account: ReactNode;
  readonly children: ReactNode;
};

/** The frame of the signed-in pages: header, side navigation (a drawer on a phone), content. */
export function Shell(props: Props) {
  const t = useTranslations();
  return (
    <div className="min-h-dvh">
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:m-2 focus:rounded-control focus:bg-accent focus:px-3 focus:py-2 focus:text-on-accent">
        {t("common.skip")}
      </a>
      <header data-part="header" className="sticky top-0 z-10 flex h-14 items-center gap-3 border-b border-line bg-surface px-4">
        <details className="lg:hidden">
          <summary aria-label={t("shell.menu")} className="-ml-2 flex size-9 items-center justify-center rounded-control hover:bg-hover">
            <Menu size={18} aria-hidden />
          </summary>
          <div className="absolute top-14 left-0 h-[calc(100dvh-56px)] w-64 border-r border-line bg-surface p-3 shadow-xl">
            <Sections {...props} />
          </div>
        </details>
        <Link href="/overview" data-part="logo" className="max-w-40 truncate text-[15px] font-semibold tracking-tight lg:w-44">{props.brand}</Link>
        {props.search ? (
          <form action="/customers" className="relative hidden min-w-0 flex-1 sm:block sm:max-w-md">
            <Search size={15} aria-hidden className="pointer-events-none absolute top-2.5 left-2.5 text-muted" />
            <input type="search" name="q" aria-label={t("shell.search_label")} placeholder={t("shell.search_hint")} className="control pl-8" />
          </form>
        ) : null}
        <details className="relative ml-auto" data-part="account">
          <summary className="flex h-9 items-center gap-2 rounded-control px-2 hover:bg-hover">
            <span className="min-w-0 text-right">
              <span className="block max-w-36 truncate leading-4 font-medium sm:max-w-52">{props.login}</span>
              <span className="block max-w-36 truncate text-[12px] leading-4 text-muted sm:max-w-52">{props.customer}</span>
            </span>
          </summary>
          <div className="absolute right-0 mt-1 w-60 rounded-control border border-line bg-raised p-3 shadow-xl">{props.account}</div>
        </details>
      </header>
      <div className="mx-auto flex max-w-[1440px]">
        <aside data-part="sidebar" className="sticky top-14 hidden h-[calc(100dvh-56px)] w-52 shrink-0 border-r border-line p-3 lg:block">
          <Sections {...props} />
        </aside>
        <main id="content" data-part="content" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 outline-none sm:px-8">{props.children}</main>
      </div>
    </div>
  );
}

function Sections({ sections, current }: Pick<Props, "sections" | "current">) {
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
                aria-current={section === current ? "page" : undefined}
                className="flex h-9 items-center gap-2.5 rounded-control px-2.5 text-muted hover:bg-hover hover:text-text aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-text"
              >
                <Icon size={16} aria-hidden />
                {t(`nav.${section}`)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
