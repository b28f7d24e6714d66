"use server";

import { redirect } from "next/navigation";
import { type FormState, idle } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { log } from "@/server/ground/log";
import type { Refusal } from "@/server/ground/refusal";
import { refusalText } from "../../web/forms/refusal-text";
import { signIn } from "../../web/session/auth";
import { refusedSignIn } from "../../web/session/refused-sign-in";
import { ownPath } from "../../web/session/session";

/** Logs in. Every fault in login or password has the same answer. */
export async function logIn(_before: FormState, form: FormData): Promise<FormState> {
  const login = String(form.get("login") ?? "");
  const password = String(form.get("password") ?? "");
  const failed = async (refusal: Refusal): Promise<FormState> => ({
    ...idle,
    status: "error",
    values: { login },
    formError: await refusalText(refusal),
  });
  try {
    await signIn("credentials", { login, password, redirect: false });
  } catch (error) {
    const refusal = refusedSignIn(error);
    if (refusal) return await failed(refusal);
    log.error({ err: error }, "a log-in failed");
    const t = await getTranslations("refusals");
    return { ...idle, status: "error", values: { login }, formError: t("code_503") };
  }
  // every page leads a half log-in on to choosing a password
  redirect(ownPath(form.get("next")) ?? "/");
}
