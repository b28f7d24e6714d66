"use server";

import { redirect } from "next/navigation";
import { type AttributeName, namesWhere } from "@/attributes/customer";
import type { FormState } from "@/components/form/form-state";
import { languages } from "@/i18n/languages";
import { getTranslations } from "@/i18n/texts";
import { updateOwnData } from "@/server/customers/update-own-data";
import { choosePassword } from "@/server/identity/password/choose-password";
import { together } from "@/server/operation/together";
import { setPreferences } from "@/server/preferences/preferences";
import { answer } from "../../web/forms/answer";
import { keysThen } from "../../web/forms/keys-with-password";
import { readForm } from "../../web/forms/read-form";
import { askIfWeaker, readBeyond } from "../../web/preferences/read-beyond";
import { holdSession } from "../../web/session/auth";
import { speak } from "../../web/session/language-cookie";
import { noteForNextPage } from "../../web/session/session";

/** Saves what changed of one's own customer: its attributes, and its preferences beyond them, all or nothing. */
export async function savePreferencesAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async (session) => {
    const { actor, support } = session;
    const { i_customer } = actor;
    const { changed, shown } = await readForm(form, ownAttributes());
    const beyond = await readBeyond(form, session, i_customer);
    const asOne = form.has("as_one") ? { as_one: true } : {};
    const hasAttributes = Object.keys(changed).length > 0 || form.has("as_one");
    const hasBeyond = Object.keys(beyond).length > 0;
    if (!hasAttributes && !hasBeyond)
      return { notice: (await getTranslations("customer_form"))("nothing_changed") };
    const asked = hasBeyond ? await askIfWeaker(form, actor, i_customer, beyond) : null;
    if (asked) return asked;
    await together(async () => {
      if (hasAttributes) await updateOwnData(actor, { ...changed, ...asOne, shown });
      if (hasBeyond) await setPreferences(actor, { i_customer, ...beyond });
    });
    const said = form.getAll("i_lang").at(-1);
    const language = languages.find((one) => one === said);
    // for one person only: among several it is the company's language, in a support session the customer's
    if (language && form.has("alone")) await speak(language);
    await noteForNextPage((await getTranslations("preferences"))("saved"));
    redirect(form.has("alone") || support ? "/preferences" : "/preferences/company");
  });
}

/** Changes one's own password against the present one, or sets a first one. */
export async function changePasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const typed = form.get("current_password");
    const present = typed === null ? "none" : { password: String(typed) };
    const on = await choosePassword(actor, present, form.get("web_password"), null, keysThen(form));
    if (on) await holdSession(on.session);
    await noteForNextPage((await getTranslations("preferences"))("password_saved"));
    // needs another request: this one carries the id that has just ended
    redirect("/preferences/password");
  });
}

function ownAttributes(): AttributeName[] {
  return namesWhere(({ setBy }) => setBy === "parent+self").filter((name) => name !== "web_password");
}
