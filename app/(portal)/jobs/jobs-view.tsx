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
                words.none.first === "" ? null : (
                  <ButtonLink look="primary" href="/customers">
                    {words.none.first}
                  </ButtonLink>
                )
              }
            />
          ) : null}
          <Lists shown={shown} words={words} />
          <Pages label={words.title} {...shown.pages} />
        </>
      )}
    </LiveList>
  );
}

/** All move by themselves until they are at rest. Once one has ended the page comes anew, which tells of its end. */
function Lists({ shown, words }: { readonly shown: ShownJobs; readonly words: JobsWords }) {
  const router = useRouter();
  const moves = shown.query === "" && (shown.running.length > 0 || shown.atWork);
  const now = usePolled(moves ? "/jobs/rows" : null, shown, useContext(FrameIsOf), (answer) => {
    if (answer.running.length === shown.running.length) return answer.running.length > 0 || answer.atWork;
    router.refresh();
    return false;
  });
  return (
    <div className="flex flex-col gap-8">
      {(["running", "drafts", "ended"] as const).map((part) =>
        now[part].length > 0 ? (
          <Section key={part} title={words[part]}>
            <JobTable label={words[part]} rows={now[part]} words={words} />
          </Section>
        ) : null,
      )}
    </div>
  );
}
