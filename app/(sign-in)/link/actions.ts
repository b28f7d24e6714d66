"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { type FormState, idle } from "@/components/form/form-state";
import { confirmAddress } from "@/server/identity/links/change-address";
import { choosePasswordByLink } from "@/server/identity/links/choose-by-link";
import { Refusal } from "@/server/refusal";
import { holdSession } from "../../auth";
import { linkCookie } from "../../link-cookie";
import { refusalText } from "../../refusal-text";
import { isSecure, visitorOf } from "../../visitor";

/** Chooses a password by the link that this browser holds, and logs in here. */
export async function passwordByLinkAction(_before: FormState, form: FormData): Promise<FormState> {
  return await withLink(async (held) => {
    const { session } = await choosePasswordByLink(
      visitorOf(await headers()),
      held,
      form.get("web_password"),
    );
    await forgetLink();
    await holdSession(session);
    redirect("/");
  });
}

/** Confirms an address, or undoes a change, by the link that this browser holds. */
export async function addressByLinkAction(_before: FormState, _form: FormData): Promise<FormState> {
  return await withLink(async (held) => {
    const { kind } = await confirmAddress(held, visitorOf(await headers()).address);
    await forgetLink();
    // the page of the link is gone with it, and with that page the place where an answer would stand
    redirect(`/link?done=${kind === "verify-email" ? "verified" : "undone"}`);
  });
}

async function withLink(act: (held: string) => Promise<FormState>): Promise<FormState> {
  const held = (await cookies()).get(linkCookie(isSecure(await headers())).name)?.value ?? "";
  try {
    return await act(held);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const text = await refusalText(error);
    return error.attribute === undefined
      ? { ...idle, status: "error", formError: text }
      : { ...idle, status: "error", fieldErrors: { [error.attribute]: text } };
  }
}

async function forgetLink(): Promise<void> {
  (await cookies()).delete(linkCookie(isSecure(await headers())).name);
}
