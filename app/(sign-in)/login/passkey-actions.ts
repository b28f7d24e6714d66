"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { signInByPasskey } from "@/server/identity/factors/finish-log-in";
import { askForPasskey, type PasskeyAnswer } from "@/server/identity/factors/passkeys";
import { Refusal } from "@/server/refusal";
import { holdLogIn } from "../../auth";
import { speakAfterLogIn } from "../../language-cookie";
import { refusalText } from "../../refusal-text";
import { ownPath } from "../../session";
import { originOf, visitorOf } from "../../visitor";

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
