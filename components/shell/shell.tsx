import { ChevronDown, Menu, Search, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BrandMark } from "./brand-mark";
import { BrandRegion } from "./brand-region";
import type { PaletteData } from "./palette-data";
import { PaletteOpener } from "./palette-opener";
import { SearchBox } from "./search-box";
import { Sections, type SectionsProps } from "./sections";
import type { ShownBrand } from "./shown-brand";
import { SoftLinks } from "./soft-links";

export type { Section } from "./sections";

type Props = SectionsProps & {
  readonly brand: ShownBrand;
  readonly login: string;
  readonly customer: string;
  readonly search: boolean;
  readonly palette: PaletteData;
  /** language, theme, log out */
  readonly account: ReactNode;
  /** the page is a list or the like, which a brand's own rules may style; others take only its tokens */
  readonly branded: boolean;
  /** notices for the person logged in, out of any brand's reach */
  readonly notices: ReactNode;
  readonly children: ReactNode;
};

/** The frame of the signed-in pages: header, side navigation (a drawer on a phone), content. Needs no script. */
export function Shell(props: Props) {
  const t = useTranslations();
  return (
    <div className="min-h-[calc(100dvh-var(--banner,0px))] lg:grid lg:grid-cols-[232px_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:z-30 focus:m-2 focus:rounded-control focus:bg-accent focus:px-3 focus:py-2 focus:text-on-accent"
      >
        {t("common.skip")}
      </a>
      <header className="stays sticky top-[var(--banner,0px)] z-20 flex h-14 border-b border-line bg-surface lg:col-span-2">
        <BrandRegion className="h-14 min-w-0 flex-1">
          <div data-part="header" className="flex h-full items-center gap-2 px-3 sm:gap-3 sm:px-4">
            <button
              type="button"
              popoverTarget="drawer"
              aria-label={t("shell.menu")}
              className="flex size-9 shrink-0 items-center justify-center rounded-control hover:bg-hover lg:hidden"
            >
              <Menu size={18} aria-hidden />
            </button>
            <Brand brand={props.brand} />
            <div className="hidden min-w-0 flex-1 justify-center px-4 sm:flex lg:justify-start lg:px-0 lg:pl-9">
              {props.search ? (
                <div className="w-full max-w-md">
                  <SearchBox shortcut />
                </div>
              ) : null}
            </div>
            {props.search ? (
              <div className="flex flex-1 justify-end sm:hidden">
                <a
                  href="/customers"
                  data-palette=""
                  aria-label={t("shell.search_label")}
                  className="flex size-9 items-center justify-center rounded-control hover:bg-hover"
                >
                  <Search size={18} aria-hidden />
                </a>
              </div>
            ) : null}
          </div>
        </BrandRegion>
        <div className="relative z-10 flex items-center bg-surface pr-3 sm:pr-4">
          <Account {...props} />
        </div>
      </header>
      <aside className="sticky top-[calc(56px+var(--banner,0px))] hidden h-[calc(100dvh-56px-var(--banner,0px))] border-r border-line bg-sunken lg:block">
        <BrandRegion className="h-full">
          <div data-part="sidebar" className="h-full overflow-y-auto p-3">
            <Sections {...props} />
          </div>
        </BrandRegion>
      </aside>
      <Drawer {...props} />
      <SoftLinks />
      <PaletteOpener data={props.palette} />
      <main id="content" tabIndex={-1} className="min-w-0 px-4 py-6 outline-none sm:px-6 lg:px-8 lg:py-7">
        <div className="mx-auto max-w-[1280px]">
          {props.notices}
          {props.branded ? (
            // a little wider than its content, because focus rings and rows extend beyond their text
            <BrandRegion className="-m-2 p-2">
              <div data-part="content">{props.children}</div>
            </BrandRegion>
          ) : (
            props.children
          )}
        </div>
      </main>
    </div>
  );
}

function Brand({ brand }: { readonly brand: ShownBrand }) {
  return (
    <Link
      href="/overview"
      prefetch={false}
      data-part="logo"
      className="flex h-9 min-w-0 items-center gap-2.5 rounded-control px-1 lg:w-[200px]"
    >
      <BrandMark brand={brand} />
    </Link>
  );
}

/** The navigation on a phone: a popover, so that Escape and a tap outside close it without a script. */
function Drawer(props: Props) {
  const t = useTranslations("shell");
  return (
    <aside id="drawer" popover="auto" aria-label={t("menu")} className="float drawer lg:hidden">
      <BrandRegion className="h-full">
        <div data-part="drawer" className="h-full overflow-y-auto">
          <div className="flex h-14 items-center justify-between border-b border-line px-3">
            <Brand brand={props.brand} />
            <button
              type="button"
              popoverTarget="drawer"
              popoverTargetAction="hide"
              aria-label={t("close")}
              className="flex size-9 items-center justify-center rounded-control hover:bg-hover"
            >
              <X size={18} aria-hidden />
            </button>
          </div>
          <div className="flex flex-col gap-3 p-3">
            {props.search ? <SearchBox /> : null}
            <Sections {...props} />
          </div>
        </div>
      </BrandRegion>
    </aside>
  );
}

/** Names the reader and their customer, and opens the menu of what concerns only them. */
function Account({ login, customer, account }: Props) {
  const t = useTranslations("shell");
  return (
    <>
      <button
        type="button"
        popoverTarget="account"
        data-part="account"
        className="ml-auto flex h-10 min-w-0 items-center gap-2.5 rounded-control px-1.5 text-left hover:bg-hover"
      >
        <span
          aria-hidden
          className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft text-[0.6875rem] font-semibold text-accent-text uppercase"
        >
          {login.slice(0, 2)}
        </span>
        <span className="sr-only">{t("account")} </span>
        <span className="sr-only min-w-0 sm:not-sr-only">
          <span className="block max-w-44 truncate leading-4 font-medium">{login}</span>
          <span className="block max-w-44 truncate text-[0.75rem] leading-4 text-muted">{customer}</span>
        </span>
        <ChevronDown size={14} aria-hidden className="hidden shrink-0 text-muted sm:block" />
      </button>
      <div id="account" popover="auto" className="float menu-float">
        <div className="border-b border-line px-3.5 py-2.5">
          <div className="truncate font-medium">{login}</div>
          <div className="truncate text-[0.8125rem] text-muted">{t("working_for", { name: customer })}</div>
        </div>
        {account}
      </div>
    </>
  );
}
