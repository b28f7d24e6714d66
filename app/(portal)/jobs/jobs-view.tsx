"use client";

import { useRouter } from "next/navigation";
import { useContext } from "react";
import { LiveList } from "@/components/list/live-list";
import { FrameIsOf } from "@/components/shell/frame-mark";
import { usePolled } from "@/components/shell/use-polled";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, PageHeading, Section } from "@/components/ui/page";
import { Pages } from "@/components/ui/table";
import { JobTable } from "./job-table";
import type { JobsWords, ShownJobs } from "./shown";

/** The list of jobs: what the page came with, and after that rows alone. */
export function JobsView({ first, words }: { readonly first: ShownJobs; readonly words: JobsWords }) {
  return (
    <LiveList route="/jobs/rows" first={first}>
      {(shown) => (
        <>
          <PageHeading title={words.title} />
          {shown.none ? (
            <EmptyState
              icon="list-checks"
              title={words.none.title}
              text={words.none.text}
              action={
                <ButtonLink look="primary" href="/customers">
                  {words.none.first}
                </ButtonLink>
              }
            />
          ) : null}
          <div className="flex flex-col gap-8">
            {shown.running.length > 0 ? <Running shown={shown} words={words} /> : null}
            {(["drafts", "ended"] as const).map((part) =>
              shown[part].length > 0 ? (
                <Section key={part} title={words[part]}>
                  <JobTable label={words[part]} rows={shown[part]} words={words} />
                </Section>
              ) : null,
            )}
          </div>
          <Pages label={words.title} {...shown.pages} />
        </>
      )}
    </LiveList>
  );
}

/** Those that run move by themselves. Once one has ended the page comes anew. */
function Running({ shown, words }: { readonly shown: ShownJobs; readonly words: JobsWords }) {
  const router = useRouter();
  const { running } = usePolled("/jobs/rows", shown, useContext(FrameIsOf), (now) => {
    if (now.running.length === shown.running.length) return true;
    router.refresh();
    return false;
  });
  return (
    <Section title={words.running}>
      <JobTable label={words.running} rows={running} words={words} />
    </Section>
  );
}
