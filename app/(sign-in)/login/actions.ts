"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type FormState, idle } from "@/components/form/form-state";
import { languageCookie } from "@/i18n/languages";
import { Refusal } from "@/server/refusal";
import { log } from "@/server/log";
import { refusalText } from "../../answer";
import { signIn } from "../../auth";
import { refusedSignIn } from "../../refused-sign-in";
import { freshSession, ownPath } from "../../session";
import { startPath } from "../../start-path";

/** Logs in. Whatever is wrong with login or password has one answer. */
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
  const session = await freshSession();
  if (!session) return await failed(new Refusal(401, "Authentication failed", undefined, { key: "wrong_login" }));
  (await cookies()).set(languageCookie, session.i_lang, { maxAge: 365 * 24 * 60 * 60, sameSite: "lax", path: "/" });
  redirect(session.kind === "half" ? "/choose-password" : (ownPath(form.get("next")) ?? startPath(session.start_page)));
}
