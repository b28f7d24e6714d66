"use server";

import { redirect } from "next/navigation";
import { copiedAttributes } from "@/attributes/copied";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { addProfile, deleteProfile, editProfile, getProfile } from "@/server/profiles/profiles";
import { answer } from "../../web/forms/answer";
import { readForm } from "../../web/forms/read-form";
import { noteForNextPage } from "../../web/session/session";

/** Adds or changes a profile, which keeps what differs from the defaults. */
export async function saveProfileAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const { changed } = await readForm(form, copiedAttributes);
    const { i_tariff: _read, ...rest } = changed;
    const tariff = form.get("i_tariff");
    // 'none' leaves the choice to each new customer
    const attributes = tariff === "none" || tariff === null ? rest : { ...rest, i_tariff: tariff };
    const name = String(form.get("name") ?? "").trim();
    const i_profile = form.get("i_profile");
    const t = await getTranslations();
    if (i_profile === null) {
      await addProfile(actor, { name, attributes });
      await noteForNextPage(t("profiles.created", { name }));
    } else {
      await editProfile(actor, { i_profile, name, attributes });
      await noteForNextPage(t("common.saved"));
    }
    redirect("/profiles");
  });
}

/** Deletes a profile. Nobody loses anything, so it asks for no name. */
export async function deleteProfileAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_profile = form.get("i_profile") ?? "";
    const { profile } = await getProfile(actor, { i_profile });
    await deleteProfile(actor, { i_profile });
    await noteForNextPage((await getTranslations("profiles"))("deleted", { name: profile.name }));
    redirect("/profiles");
  });
}
