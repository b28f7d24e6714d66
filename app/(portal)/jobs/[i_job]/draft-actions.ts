"use server";

// what a job needs depends on the operations that it calls by their names
import "@/server/doors/operations";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { examineAgain } from "@/server/jobs/examine-again";
import { startJob, stopJob } from "@/server/jobs/steer-jobs";
import { answer } from "../../../web/forms/answer";
import { noteForNextPage } from "../../../web/session/session";

/** Starts a job whose preview somebody has seen, or throws it away. */
export async function draftAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_job = Number(form.get("i_job"));
    if (form.get("then") === "away") {
      await stopJob(actor, { i_job });
      await noteForNextPage((await getTranslations("bulk"))("thrown_away"));
      const list = String(form.get("list") ?? "");
      redirect(/^\/(?:customers|jobs\/\d+)(?:\?|$)/.test(list) ? list : "/customers");
    }
    if (form.get("then") === "again") {
      await examineAgain(actor, { i_job });
      redirect(`/jobs/${i_job}`);
    }
    // as people write large numbers
    const count = String(form.get("count") ?? "").replace(/[\s.,’']/g, "");
    await startJob(actor, { i_job, ...(count === "" ? {} : { count }) });
    redirect(`/jobs/${i_job}`);
  });
}
