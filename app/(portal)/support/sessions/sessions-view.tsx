"use client";

import { LiveList } from "@/components/list/live-list";
import { EmptyState, Section } from "@/components/ui/page";
import { Pages } from "@/components/ui/table";
import { SessionTable } from "./session-table";
import type { SessionsWords, ShownSessions } from "./shown";

/** The list of support sessions: what the page came with, and after that rows alone. */
export function SessionsView({
  first,
  words,
}: {
  readonly first: ShownSessions;
  readonly words: SessionsWords;
}) {
  return (
    <LiveList route="/support/sessions/rows" first={first}>
      {(shown) => (
        <>
          {shown.none ? (
            <EmptyState icon="headset" {...words.none} />
          ) : (
            <div className="flex flex-col gap-8">
              {(["running", "ended"] as const).map((part) =>
                shown[part].length > 0 ? (
                  <Section key={part} title={words[part]}>
                    <SessionTable label={words[part]} rows={shown[part]} words={words} />
                  </Section>
                ) : null,
              )}
            </div>
          )}
          <Pages label={words.sessions} {...shown.pages} />
        </>
      )}
    </LiveList>
  );
}
