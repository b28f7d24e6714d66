"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { Refusal } from "@/server/ground/refusal";
import { askForPasskey, type PasskeyAnswer } from "@/server/identity/factors/passkeys";
import { confirmByFactor, confirmByPassword } from "@/server/identity/log-in/confirm-identity";
import { answer } from "../../web/forms/answer";
import { refusalText } from "../../web/forms/refusal-text";
import { ownPath, sessionForAction } from "../../web/session/session";
import { originOf, visitorOf } from "../../web/session/visitor";

/** Returns what the browser has to sign with one of the person's passkeys. */
export async function beginConfirmAction(): Promise<{ options: unknown } | { error: string }> {
  const session = await sessionForAction("full");
  if (!session) return { error: (await getTranslations("login"))("again") };
  const { host } = visitorOf(await headers());
  return { options: await askForPasskey(host, session.person.i_web_user) };
}

/** Confirms the person's identity by what the browser signed. */
export async function confirmByPasskeyAction(
  next: string,
  signed: unknown,
): Promise<{ error: string } | null> {
  const session = await sessionForAction("full");
  if (!session) return { error: (await getTranslations("login"))("again") };
  const given = await headers();
  try {
    // the library validates it
    const passkey = signed as PasskeyAnswer;
    await confirmByFactor(session.person, { passkey, host: visitorOf(given).host, origin: originOf(given) });
  } catch (error) {
    if (error instanceof Refusal) return { error: await refusalText(error) };
    throw error;
  }
  redirect(ownPath(next) ?? "/");
}

/** Confirms the person's identity by password or authenticator code, and leads back to where they came from. */
export async function confirmAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ person }) => {
    const code = form.get("code");
    if (code === null) await confirmByPassword(person, String(form.get("current_password") ?? ""));
    else await confirmByFactor(person, { code: String(code).slice(0, 40) });
    redirect(ownPath(form.get("next")) ?? "/");
  });
}
