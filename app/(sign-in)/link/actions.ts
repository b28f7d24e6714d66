"use server";

import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { type FormState, idle } from "@/components/form/form-state";
import { browserLabel } from "@/server/credentials/browser-name";
import { Refusal } from "@/server/ground/refusal";
import { confirmAddress } from "@/server/identity/links/change-address";
import {
  beginPasskeyByLink,
  choosePasskeyByLink,
  choosePasswordByLink,
} from "@/server/identity/password/choose-by-link";
import { keysThen } from "../../web/forms/keys-with-password";
import { refusalText } from "../../web/forms/refusal-text";
import { holdLogIn } from "../../web/session/auth";
import { speakAfterLogIn } from "../../web/session/language-cookie";
import { linkCookie } from "../../web/session/link-cookie";
import { isSecure, originOf, visitorOf } from "../../web/session/visitor";

/** Chooses a password with this browser's link, and logs in here. */
export async function passwordByLinkAction(_before: FormState, form: FormData): Promise<FormState> {
  return await withLink(async (held) => {
    const on = await choosePasswordByLink(
      visitorOf(await headers()),
      held,
      form.get("web_password"),
      keysThen(form),
    );
    await forgetLink();
    await holdLogIn(on);
    await speakAfterLogIn(on.i_lang);
    redirect("/");
  });
}

/** Returns what an invited person's browser needs to make a passkey. */
export async function beginPasskeyByLinkAction(): Promise<{ options: unknown } | { error: string }> {
  const given = await headers();
  try {
    return { options: await beginPasskeyByLink(visitorOf(given), await heldLink()) };
  } catch (error) {
    if (error instanceof Refusal) return { error: await refusalText(error) };
    throw error;
  }
}

/** Accepts an invitation with the passkey that the browser made, and logs in here. */
export async function passkeyByLinkAction(signed: unknown): Promise<{ error: string } | null> {
  const given = await headers();
  const visitor = visitorOf(given);
  const made = { origin: originOf(given), name: browserLabel(visitor.userAgent) };
  try {
    // the library validates it
    const on = await choosePasskeyByLink(visitor, await heldLink(), signed as RegistrationResponseJSON, made);
    await holdLogIn(on);
    await speakAfterLogIn(on.i_lang);
  } catch (error) {
    if (error instanceof Refusal) return { error: await refusalText(error) };
    throw error;
  }
  await forgetLink();
  // people lose passkeys, so lead them to recovery codes
  redirect("/preferences/factors");
}

/** Confirms an address, or undoes a change, with this browser's link. */
export async function addressByLinkAction(_before: FormState, _form: FormData): Promise<FormState> {
  return await withLink(async (held) => {
    const { kind } = await confirmAddress(held, visitorOf(await headers()).address);
    await forgetLink();
    // the link's page disappears with the link, so the answer needs another page
    redirect(`/link?done=${kind === "verify-email" ? "verified" : "undone"}`);
  });
}

async function withLink(act: (held: string) => Promise<FormState>): Promise<FormState> {
  try {
    return await act(await heldLink());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const text = await refusalText(error);
    return error.attribute === undefined
      ? { ...idle, status: "error", formError: text }
      : { ...idle, status: "error", fieldErrors: { [error.attribute]: text } };
  }
}

async function heldLink(): Promise<string> {
  return (await cookies()).get(linkCookie(isSecure(await headers())).name)?.value ?? "";
}

async function forgetLink(): Promise<void> {
  (await cookies()).delete(linkCookie(isSecure(await headers())).name);
}
