"use server";

// what a job needs depends on the operations that it calls by their names
import "@/server/doors/operations";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { examineAgain } from "@/server/jobs/examine-again";
import { mendImportRow } from "@/server/jobs/mend-import";
import { startJob, stopJob } from "@/server/jobs/steer-jobs";
import { answer } from "../forms/answer";
import { noteForNextPage } from "../session/session";

/** Starts an import whose rows somebody has seen, or throws it away. */
export async function draftImportAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_job = Number(form.get("i_job"));
    if (form.get("then") === "away") {
      await stopJob(actor, { i_job });
      await noteForNextPage((await getTranslations("imports"))("thrown_away"));
      redirect("/jobs/import");
    }
    if (form.get("then") === "again") {
      await examineAgain(actor, { i_job });
      redirect(`/jobs/${i_job}`);
    }
    await startJob(actor, { i_job, only_good: form.getAll("only").at(-1) === "good" });
    redirect(`/jobs/${i_job}`);
  });
}

/** Mends a row of a file; it is examined again at once. */
export async function mendImportAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const [i_job, row] = [Number(form.get("i_job")), Number(form.get("row"))];
    const cells: Record<string, string> = {};
    for (const [name, value] of form) {
      const column = /^cell\.\d+\.(\d{1,3})$/.exec(name)?.[1];
      if (column === undefined || typeof value !== "string" || value === form.get(`was:${name}`)) continue;
      cells[column] = value.replace(/\r\n/g, "\n");
    }
    await mendImportRow(actor, { i_job, row, cells });
    const back = String(form.get("back") ?? "");
    redirect(back.startsWith(`/jobs/${i_job}`) ? back : `/jobs/${i_job}`);
  });
}
