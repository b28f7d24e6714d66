"use server";

import { headers } from "next/headers";
import { type FormState, idle } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { Refusal } from "@/server/ground/refusal";
import { requestReset } from "@/server/identity/password/forgotten-password";
import { whereMailStays } from "../../web/forms/mail-words";
import { refusalText } from "../../web/forms/refusal-text";
import { visitorOf } from "../../web/session/visitor";

/** Requests a link. The answer is the same whether or not the login exists. */
export async function requestResetAction(_before: FormState, form: FormData): Promise<FormState> {
  const login = String(form.get("login") ?? "").slice(0, 1024);
  const t = await getTranslations("links");
  try {
    await requestReset(visitorOf(await headers()), login);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...idle, status: "error", values: { login }, formError: await refusalText(error) };
  }
  const unsent = (await whereMailStays(null)) !== null;
  return { ...idle, status: "success", notice: unsent ? t("asked_kept") : t("asked"), unsent };
}
