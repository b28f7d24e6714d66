"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { BrandMark } from "../brand/brand-mark";
import { BrandRegion } from "../brand/brand-region";
import { PaperHead } from "../brand/paper-line";
import type { ShownBrand } from "../brand/shown-brand";
import { Icon } from "../ui/icon";
import { Account, type AccountProps } from "./account";
import { FrameIsOf, FrameJobs, FrameMarkContext } from "./frame-mark";
import { JobBadge, type MyJobs, type ShownJob } from "./job-badge";
import { JobEnds, type ShownEnd } from "./job-ends";
import { PaletteOpener } from "./palette-opener";
import { SearchBox } from "./search-box";
import { type EntryGroup, openEntry, Sections } from "./sections";
import { SoftLinks } from "./soft-links";

/** What the frame shows, as plain values: a page of the same reader shows the same. */
export type FrameValues = {
  readonly brand: ShownBrand;
  readonly groups: readonly EntryGroup[];
  readonly account: AccountProps;
  /** whether there is anybody to search for */
  readonly search: boolean;
  readonly words: Readonly<
    Record<"skip" | "menu" | "close" | "navigation" | "search_label" | "search_hint", string>
  >;
};

/**
 * The frame of the signed-in pages: header, navigation (a drawer on a phone, without a script), content. It is drawn once,
 * and stays while people move between pages.
 */
export function Frame({
  mark,
  whose,
  values,
  job: known,
  children,
}: {
  /** changes with the values: see FrameMark */
  readonly mark: string;
  /** changes with the person, their rights, language and support session: see FrameIsOf */
  readonly whose: string;
  readonly values: FrameValues;
  /** the job of mine that runs; no part of the mark, since it moves */
  readonly job: ShownJob | null;
  readonly children: ReactNode;
}) {
  const { brand, groups, account, search, words } = values;
  const path = usePathname();
  const [isDrawer, setDrawer] = useState(false);
  const [mine, setMine] = useState<MyJobs>({ job: known, ends: noEnds });
  // a page tells of its ends itself
  const tell = useCallback((job: ShownJob | null) => setMine({ job, ends: noEnds }), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever floats belongs to the page that people leave
  useEffect(() => {
    for (const open of document.querySelectorAll<HTMLElement>(":popover-open")) open.hidePopover();
  }, [path]);
  return (
    <FrameMarkContext value={mark}>
      <div className="frame">
        <a href="#content" className="skip">
          {words.skip}
        </a>
        <header className="stays">
          <BrandRegion className="h-14 min-w-0 flex-1">
            <div data-part="header">
              <button
                type="button"
                popoverTarget="navigation"
                aria-label={words.menu}
                className="icon-button lg:hidden"
              >
                <Icon name="menu" />
              </button>
              <Home brand={brand} />
              {search ? <SearchBox shortcut words={words} className="max-sm:hidden" /> : null}
              {search ? (
                <a
                  href="/customers"
                  data-palette=""
                  aria-label={words.search_label}
                  className="icon-button ml-auto sm:hidden"
                >
                  <Icon name="search" />
                </a>
              ) : null}
            </div>
          </BrandRegion>
          <div className="relative z-10 flex items-center bg-surface pr-3 sm:pr-4">
            {mine.job ? <JobBadge mine={mine} whose={whose} onEnd={setMine} /> : null}
            <Account {...account} />
          </div>
        </header>
        {/* a drawer that Escape and a tap outside close without a script; where there is room, it just stands there */}
        <aside
          id="navigation"
          popover="auto"
          className="navigation"
          onBeforeToggle={({ newState }) => setDrawer(newState === "open")}
        >
          <BrandRegion className="h-full">
            {/* before JavaScript a brand's rules for the side navigation hold in the drawer too */}
            <div data-part={isDrawer ? "drawer" : "sidebar"}>
              <div className="drawer-head">
                <Home brand={brand} />
                <button
                  type="button"
                  popoverTarget="navigation"
                  popoverTargetAction="hide"
                  aria-label={words.close}
                  className="icon-button"
                >
                  <Icon name="x" />
                </button>
                {search ? <SearchBox words={words} /> : null}
              </div>
              <Sections label={words.navigation} groups={groups} path={path} />
            </div>
          </BrandRegion>
        </aside>
        <SoftLinks />
        <JobEnds ends={mine.ends} />
        <PaletteOpener mark={mark} />
        <main id="content" tabIndex={-1}>
          <FrameIsOf value={whose}>
            <FrameJobs value={tell}>
              <PaperHead value={{ brand, section: openEntry(path, groups)?.label ?? "" }}>
                <div className="mx-auto max-w-[1280px]">{children}</div>
              </PaperHead>
            </FrameJobs>
          </FrameIsOf>
        </main>
      </div>
    </FrameMarkContext>
  );
}

const noEnds: readonly ShownEnd[] = [];

function Home({ brand }: { readonly brand: ShownBrand }) {
  return (
    <a href="/overview" data-part="logo" className="home">
      <BrandMark brand={brand} />
    </a>
  );
}
