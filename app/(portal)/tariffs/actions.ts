"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { addTariff, deleteTariff, editTariff } from "@/server/tariffs/tariffs";
import { answer } from "../../web/forms/answer";
import { noteForNextPage } from "../../web/session/session";

/** Adds a tariff, or changes the one that the form names. */
export async function saveTariffAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const input = { name: form.get("name") ?? "", currency: form.get("currency") ?? "" };
    const i_tariff = form.get("i_tariff");
    if (i_tariff === null) await addTariff(actor, input);
    else await editTariff(actor, { i_tariff, ...input });
    await noteForNextPage((await getTranslations("common"))("saved"));
    redirect("/tariffs");
  });
}

export async function deleteTariffAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    await deleteTariff(actor, { i_tariff: form.get("i_tariff") ?? "" });
    redirect("/tariffs");
  });
}
