"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { personalNames } from "@/attributes/lists";
import { customerPreferences, preferenceNames } from "@/attributes/preferences";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import type { Actor } from "@/server/actor/actor";
import { changeAddress } from "@/server/identity/links/change-address";
import { editOwnSettings } from "@/server/identity/web-users/own-settings";
import { previewFunds } from "@/server/money/preview-funds";
import { getPreferences, setPreferences } from "@/server/preferences/preferences";
import { answer } from "../forms/answer";
import { toldOfMail } from "../forms/mail-words";
import { askIfSure } from "../forms/sure-first";
import { typedNumber } from "../forms/typed-number";
import { speak } from "../session/language-cookie";
import { noteForNextPage } from "../session/session";

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
          : (await previewFunds(actor, { i_customer })).currency,
      );
    }
    const asked = await askIfWeaker(form, actor, i_customer, typed);
    if (asked) return asked;
    await setPreferences(actor, { i_customer, ...typed });
    return { notice: (await getTranslations("preferences"))("saved") };
  });
}

/** The switches that keep others out, or report them: we ask before somebody switches one off. */
const protecting = ["require_factor", "refuse_support", "mail_support_changes"] as const;

/** Asks whether people mean to switch off something that protects them. */
async function askIfWeaker(
  form: FormData,
  actor: Actor,
  i_customer: number,
  typed: Readonly<Record<string, unknown>>,
): Promise<Partial<FormState> | null> {
  const { preferences } = await getPreferences(actor, { i_customer });
  const ending = protecting.filter((name) => preferences[name] && typed[name] === "0");
  if (ending.length === 0) return null;
  const t = await getTranslations("own_settings");
  return await askIfSure(form, {
    title: t("end_title"),
    text: ending.map((name) => t(`end_${name}`)).join("\n"),
    act: t("end"),
    href: i_customer === actor.i_customer ? "/preferences/company" : `/customers/${i_customer}/self-care`,
  });
}
