"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { choosePassword } from "@/server/identity/choose-password";
import { answerHalf } from "../../answer";
import { startPath } from "../../start-path";

/** Chooses a new password in a half log-in, which thereby becomes a full one. */
export async function chooseNewPassword(_before: FormState, form: FormData): Promise<FormState> {
  return await answerHalf(form, async (session) => {
    await choosePassword(session.actor, null, form.get("web_password"));
    redirect(startPath(session.start_page));
  });
}
