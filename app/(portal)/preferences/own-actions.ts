"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { preferenceNames } from "@/attributes/preferences";
import type { FormState } from "@/components/form/form-state";
import { languages } from "@/i18n/languages";
import { changeAddress } from "@/server/identity/links/change-address";
import { editOwnSettings } from "@/server/identity/web-users/own-settings";
import { setPreferences } from "@/server/preferences/preferences";
import { answer } from "../../answer";
import { speak } from "../../language-cookie";
import { noteForNextPage } from "../../session";

const names = ["name", "i_lang", "i_time_zone", "i_export_type", "start_page"] as const;

/** Changes what the person itself has; an empty one follows its customer's. */
export async function saveOwnSettingsAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await editOwnSettings(
      actor,
      Object.fromEntries(names.flatMap((name) => (form.has(name) ? [[name, form.get(name)]] : []))),
    );
    const language = languages.find((one) => one === form.get("i_lang"));
    if (language) await speak(language);
    await noteForNextPage((await getTranslations("preferences"))("saved"));
    redirect("/preferences/mine");
  });
}

/** Mails a link to another address of the person's own. */
export async function changeOwnAddressAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const input = { i_web_user: actor.i_web_user, email: form.get("email") ?? "" };
    const { sent_to } = await changeAddress(actor, input);
    return { notice: (await getTranslations("web_users"))("address_asked", { address: sent_to }) };
  });
}

/** Changes what one's own customer prefers beyond its attributes. */
export async function savePreferencesBeyondAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const values = preferenceNames.flatMap((name) =>
      form.has(name) ? [[name, form.getAll(name).at(-1)] as const] : [],
    );
    const i_customer = Number(form.get("i_customer"));
    await setPreferences(actor, { i_customer, ...Object.fromEntries(values) });
    return { notice: (await getTranslations("preferences"))("saved") };
  });
}
