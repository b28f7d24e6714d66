import type { Metadata } from "next";
import { addressOf } from "@/components/list/list-query";
import { getTranslations } from "@/i18n/texts";
import { listJobs } from "@/server/jobs/list-jobs";
import { Portal } from "../../web/portal/portal";
import { requireFor } from "../../web/session/may";
import { JobsView } from "./jobs-view";
import { jobsWords, shownJobs } from "./shown-jobs";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("jobs"))("title") };
}

/** The jobs of the reader's customer, the running ones first. */
export default async function JobsPage({ searchParams }: PageProps<"/jobs">) {
  const query = await searchParams;
  const session = await requireFor(addressOf("/jobs", query, {}), listJobs);
  return (
    <Portal session={session}>
      <JobsView first={await shownJobs(session, query)} words={await jobsWords(session)} />
    </Portal>
  );
}
