"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { choosePassword } from "@/server/identity/password/choose-password";
import { answerHalf } from "../../web/forms/answer";
import { keysThen } from "../../web/forms/keys-with-password";
import { holdLogIn } from "../../web/session/auth";
import { startPath } from "../../web/session/start-path";
import { visitorOf } from "../../web/session/visitor";

/** Chooses a new password in a half log-in, which makes it a full one. */
export async function chooseNewPassword(_before: FormState, form: FormData): Promise<FormState> {
  return await answerHalf(form, async (session) => {
    const visitor = visitorOf(await headers());
    const on = await choosePassword(session.actor, null, form.get("web_password"), visitor, keysThen(form));
    if (on) await holdLogIn(on);
    redirect(startPath(session));
  });
}
