"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { formatDateTime } from "@/components/ui/date-time";
import { getLocale, getTranslations } from "@/i18n/texts";
import { openSupport } from "@/server/support/open-support";
import { makeSupportCode } from "@/server/support/support-code";
import { endSupportSession } from "@/server/support/support-sessions";
import { allowSupportChanges, extendSupport, showSupportStyle } from "@/server/support/within-session";
import { answer } from "../forms/answer";
import { noteForNextPage, ownPath } from "../session/session";
import { supportTokenOf, visitorOf } from "../session/visitor";
import { enterSupport } from "./leave";

/** Opens a customer's portal as support, and reloads the whole page as that customer's. */
export async function openSupportAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const { userAgent } = visitorOf(await headers());
    const { token } = await openSupport(actor, {
      i_customer: form.get("i_customer"),
      reason: form.get("reason") ?? "",
      minutes: form.getAll("minutes").at(-1) ?? "",
      form: form.get("form") ?? "",
      user_agent: userAgent,
    });
    await enterSupport(token);
    redirect("/support/enter");
  });
}

export async function extendSupportAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await extendSupport(actor, { minutes: form.getAll("minutes").at(-1) ?? "", until: form.get("until") });
    // the cookie must live that much longer, too
    const token = supportTokenOf(await headers());
    if (token !== null) await enterSupport(token);
    await noteForNextPage((await getTranslations("support"))("extended"));
    redirect("/support/session");
  });
}

/** Lets the support session make changes, and leads back to the page that the button was pressed on. */
export async function allowSupportChangesAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await allowSupportChanges(actor, { code: form.get("code") ?? "" });
    await noteForNextPage((await getTranslations("support"))("changes_allowed"));
    redirect(ownPath(form.get("next")) ?? "/support/session");
  });
}

/** Reloads the whole page, since the stylesheet is linked in its head. */
export async function showSupportStyleAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await showSupportStyle(actor, { styled: form.get("styled") });
    redirect("/support/enter");
  });
}

export async function endSupportSessionAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await endSupportSession(actor, { reference: form.get("reference") });
    await noteForNextPage((await getTranslations("support"))("ended_now"));
    redirect("/support/sessions");
  });
}

/** Shows the code that the customer reads out, once. */
export async function makeSupportCodeAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor, timeZone }) => {
    const { code, expires_at } = await makeSupportCode(actor, {});
    const value = `${code.slice(0, 3)} ${code.slice(3)}`;
    return { once: { value, until: formatDateTime(expires_at, timeZone, await getLocale()) } };
  });
}
