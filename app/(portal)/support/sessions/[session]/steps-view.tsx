"use client";

import { LiveList } from "@/components/list/live-list";
import { Pages, type ShownPages } from "@/components/ui/table";
import { HistoryView, type ShownHistory } from "../../../../web/history/history-view";

/** The steps of a support session at an address. */
export type ShownSteps = {
  readonly query: string;
  readonly history: ShownHistory;
  readonly pages: ShownPages;
};

/** The steps of a support session. @param here the path of its page */
export function StepsView({
  here,
  first,
  label,
}: {
  readonly here: string;
  readonly first: ShownSteps;
  readonly label: string;
}) {
  return (
    <LiveList route={`${here}/rows`} first={first}>
      {(shown) => (
        <>
          <HistoryView key={shown.query} {...shown.history} />
          <Pages label={label} {...shown.pages} />
        </>
      )}
    </LiveList>
  );
}
