"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { Refusal } from "@/server/ground/refusal";
import { askForPasskey, type PasskeyAnswer } from "@/server/identity/factors/passkeys";
import { signInByPasskey } from "@/server/identity/log-in/finish-log-in";
import { refusalText } from "../../web/forms/refusal-text";
import { holdLogIn } from "../../web/session/auth";
import { speakAfterLogIn } from "../../web/session/language-cookie";
import { ownPath } from "../../web/session/session";
import { originOf, visitorOf } from "../../web/session/visitor";

/** Returns what the browser has to sign with any of its passkeys for this host. */
export async function beginPasskeyLogInAction(): Promise<{ options: unknown }> {
  return { options: await askForPasskey(visitorOf(await headers()).host, null) };
}

/** Logs in with a passkey alone. */
export async function finishPasskeyLogInAction(
  next: string | null,
  signed: unknown,
): Promise<{ error: string } | null> {
  const given = await headers();
  try {
    // the library validates it
    const on = await signInByPasskey(visitorOf(given), signed as PasskeyAnswer, originOf(given));
    await holdLogIn(on);
    await speakAfterLogIn(on.i_lang);
  } catch (error) {
    if (error instanceof Refusal) return { error: await refusalText(error) };
    throw error;
  }
  redirect(ownPath(next) ?? "/");
}
