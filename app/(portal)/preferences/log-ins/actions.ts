"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { endLogIn, endOtherLogIns } from "@/server/identity/log-in/log-ins";
import { answer } from "../../../web/forms/answer";
import { noteForNextPage } from "../../../web/session/session";

/** Ends one of one's own log-ins, or all others. */
export async function endLogInAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_session = form.get("i_session");
    if (i_session === null) await endOtherLogIns(actor, {});
    else await endLogIn(actor, { i_session });
    const t = await getTranslations("log_ins");
    await noteForNextPage(t(i_session === null ? "others_ended" : "ended"));
    redirect("/preferences/log-ins");
  });
}
