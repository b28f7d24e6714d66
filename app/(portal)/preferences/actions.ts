"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { AttributeName } from "@/attributes/customer";
import { namesWhere } from "@/attributes/customer";
import type { FormState } from "@/components/form/form-state";
import { languages } from "@/i18n/languages";
import { updateOwnData } from "@/server/customers/update-own-data";
import { choosePassword } from "@/server/identity/choose-password";
import { answer } from "../../answer";
import { holdSession } from "../../auth";
import { speak } from "../../language-cookie";
import { readForm } from "../../read-form";
import { noteForNextPage } from "../../session";

/** Changes one's own data: what is marked as one's own, and was changed. */
export async function savePreferencesAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const { changed, shown } = await readForm(form, ownAttributes());
    if (Object.keys(changed).length === 0)
      return { notice: (await getTranslations("customer_form"))("nothing_changed") };
    await updateOwnData(actor, { ...changed, shown });
    const language = languages.find((one) => one === changed.i_lang);
    if (language) await speak(language);
    await noteForNextPage((await getTranslations("preferences"))("saved"));
    redirect("/preferences");
  });
}

/** Changes one's own password, with the present one; or chooses a first one. */
export async function changePasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const typed = form.get("current_password");
    const present = typed === null ? "none" : { password: String(typed) };
    const on = await choosePassword(actor, present, form.get("web_password"));
    if (on) await holdSession(on.session);
    await noteForNextPage((await getTranslations("preferences"))("password_saved"));
    // another request: this one came with the id that has just ended
    redirect("/preferences/password");
  });
}

function ownAttributes(): AttributeName[] {
  return namesWhere(({ setBy }) => setBy === "parent+self").filter((name) => name !== "web_password");
}
