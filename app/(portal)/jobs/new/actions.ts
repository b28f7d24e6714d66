"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { prepareJob } from "@/server/jobs/prepare-job";
import { answer } from "../../../web/forms/answer";
import { actFormOf } from "../../../web/jobs/acts/act-forms";
import { chosenIn } from "../../../web/jobs/chosen";
import { whomIn } from "../../../web/jobs/whom-text";
import { queryIn } from "../../../web/lists/query-of";

/** Prepares a job on those whom the page's address means, and leads to its preview. Nothing is changed. */
export async function prepareJobAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async (session) => {
    const query = queryIn(String(form.get("page") ?? ""));
    const [chosen, act] = [chosenIn(query), actFormOf(query.act)];
    const whom = chosen && (await whomIn(session, chosen, query));
    if (!act || !whom?.raw)
      return { status: "error", formError: (await getTranslations("refusals"))("page_unfit") };
    const asked = { kind: act.kind, ...(await act.form.read(form, session)), ...whom.raw };
    const { i_job } = await prepareJob(session.actor, asked);
    redirect(`/jobs/${i_job}`);
  });
}
