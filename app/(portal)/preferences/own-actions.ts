"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { customerPreferences, preferenceNames } from "@/attributes/preferences";
import type { FormState } from "@/components/form/form-state";
import { changeAddress } from "@/server/identity/links/change-address";
import { editOwnSettings } from "@/server/identity/web-users/own-settings";
import { previewFunds } from "@/server/money/preview-funds";
import { setPreferences } from "@/server/preferences/preferences";
import { answer } from "../../answer";
import { speak } from "../../language-cookie";
import { noteForNextPage } from "../../session";
import { typedNumber } from "../../typed-number";

const names = ["name", "i_lang", "i_time_zone", "i_export_type", "start_page"] as const;

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
  return await answer(form, async ({ actor }) => {
    const input = { i_web_user: actor.i_web_user, email: form.get("email") ?? "" };
    const { sent_to } = await changeAddress(actor, input);
    return { notice: (await getTranslations("web_users"))("address_asked", { address: sent_to }) };
  });
}

/** Saves the customer's preferences that are no attributes. */
export async function savePreferencesBeyondAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor, customer }) => {
    const i_customer = Number(form.get("i_customer"));
    const values = preferenceNames.flatMap((name) =>
      form.has(name) ? [[name, form.getAll(name).at(-1)] as const] : [],
    );
    const typed: Record<string, unknown> = Object.fromEntries(values);
    for (const [name, text] of values) {
      if (customerPreferences[name].kind.kind !== "money" || typeof text !== "string" || !text.trim())
        continue;
      typed[name] = await typedNumber(name, text, "amount", async () =>
        i_customer === actor.i_customer
          ? customer.base_currency
          : (await previewFunds(actor, { i_customer }, { parentOf: i_customer })).currency,
      );
    }
    await setPreferences(actor, { i_customer, ...typed });
    return { notice: (await getTranslations("preferences"))("saved") };
  });
}
