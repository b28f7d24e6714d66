import type { Metadata } from "next";
import { importKind } from "@/server/jobs/acts/import-act";
import { ImportDraft } from "../../../web/imports/import-draft";
import { actTitle } from "../../../web/jobs/act-text";
import { Portal } from "../../../web/portal/portal";
import { DraftPage } from "./draft-page";
import { openJob } from "./open-job";
import { StartedPage } from "./started-page";

export async function generateMetadata({ params }: PageProps<"/jobs/[i_job]">): Promise<Metadata> {
  const { job } = await openJob((await params).i_job);
  return { title: await actTitle(job) };
}

/** A job: before its start what it would do, and then what it does and did. */
export default async function JobPage({ params, searchParams }: PageProps<"/jobs/[i_job]">) {
  const { session, job, reasons } = await openJob((await params).i_job);
  return (
    <Portal session={session}>
      {job.state === "draft" && job.kind === importKind ? (
        <ImportDraft session={session} job={job} query={await searchParams} />
      ) : job.state === "draft" ? (
        <DraftPage session={session} job={job} />
      ) : (
        <StartedPage session={session} job={job} reasons={reasons} query={await searchParams} />
      )}
    </Portal>
  );
}
