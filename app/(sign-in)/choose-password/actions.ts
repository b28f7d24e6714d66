"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { choosePassword } from "@/server/identity/choose-password";
import { answerHalf } from "../../answer";
import { holdSession } from "../../auth";
import { startPath } from "../../start-path";

/** Chooses a new password in a half log-in, which thereby becomes a full one. */
export async function chooseNewPassword(_before: FormState, form: FormData): Promise<FormState> {
  return await answerHalf(form, async (session) => {
    const id = await choosePassword(session.actor, null, form.get("web_password"));
    if (id) await holdSession(id);
    redirect(startPath(session));
  });
}
