"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { personalNames } from "@/attributes/lists";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { changeAddress } from "@/server/identity/links/change-address";
import { editOwnSettings } from "@/server/identity/web-users/own-settings";
import { setPreferences } from "@/server/preferences/preferences";
import { answer } from "../forms/answer";
import { toldOfMail } from "../forms/mail-words";
import { speak } from "../session/language-cookie";
import { noteForNextPage } from "../session/session";
import { askIfWeaker, readBeyond } from "./read-beyond";

const names = ["name", ...personalNames] as const;

/** Saves a person's own settings; an empty one follows the company's. */
export async function saveOwnSettingsAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const { i_lang } = await editOwnSettings(
      actor,
      Object.fromEntries(names.flatMap((name) => (form.has(name) ? [[name, form.get(name)]] : []))),
    );
    if (i_lang !== null) await speak(i_lang);
    await noteForNextPage((await getTranslations("preferences"))("saved"));
    redirect("/preferences");
  });
}

/** Mails a link that confirms another address of one's own. */
export async function changeOwnAddressAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async (session) => {
    const input = { i_web_user: session.actor.i_web_user, email: form.get("email") ?? "" };
    const { sent_to } = await changeAddress(session.actor, input);
    // the page then shows the change that waits
    revalidatePath("/preferences");
    return await toldOfMail(session, "link", sent_to);
  });
}

/** Saves the customer's preferences that are not attributes. */
export async function savePreferencesBeyondAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async (session) => {
    const i_customer = Number(form.get("i_customer"));
    const typed = await readBeyond(form, session, i_customer);
    const asked = await askIfWeaker(form, session.actor, i_customer, typed);
    if (asked) return asked;
    await setPreferences(session.actor, { i_customer, ...typed });
    return { notice: (await getTranslations("preferences"))("saved") };
  });
}
