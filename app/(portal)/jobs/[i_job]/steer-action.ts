"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { pauseJob, resumeJob, stopJob } from "@/server/jobs/steer-jobs";
import { undoJob } from "@/server/jobs/undo-job";
import { answer } from "../../../web/forms/answer";
import { askIfSure } from "../../../web/forms/sure-first";
import { noteForNextPage } from "../../../web/session/session";

/** Lets a job rest, go on, or stop for good, which people are asked about first; or prepares to undo one. */
export async function steerAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const t = await getTranslations("jobs");
    const i_job = form.get("i_job") ?? "";
    const here = `/jobs/${Number(i_job)}`;
    const what = form.get("what");
    if (what === "stop") {
      const asked = { title: t("stop_sure"), text: t("stop_text"), act: t("stop"), href: here };
      const sure = await askIfSure(form, asked);
      if (sure) return sure;
      await stopJob(actor, { i_job });
      await noteForNextPage(t("stopped_now"));
    } else if (what === "undo") {
      // nothing is undone yet: the page to which it leads says what would be
      redirect(`/jobs/${(await undoJob(actor, { i_job })).i_job}`);
    } else if (what === "resume") {
      await resumeJob(actor, { i_job });
      await noteForNextPage(t("resumed_now"));
    } else {
      await pauseJob(actor, { i_job });
      await noteForNextPage(t("paused_now"));
    }
    redirect(here);
  });
}
