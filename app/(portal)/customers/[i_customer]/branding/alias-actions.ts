"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { checkAlias } from "@/server/branding/check-alias";
import { updateCustomer } from "@/server/customers/update-customer";
import { updateOwnData } from "@/server/customers/update-own-data";
import { answer } from "../../../../web/forms/answer";
import { readForm } from "../../../../web/forms/read-form";
import { noteForNextPage } from "../../../../web/session/session";

/** Looks for the record that proves an alias now, and says what it saw. */
export async function checkAliasAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const { i_customer, state, unanswered } = await checkAlias(actor, {
      i_customer: form.get("i_customer"),
    });
    const t = await getTranslations("alias");
    // the call above refuses an alias that somebody has meanwhile removed
    const seen = unanswered ? "unanswered" : state === "none" ? "waiting" : state;
    await noteForNextPage(t(`looked_${seen}`), seen === "verified");
    redirect(`/customers/${i_customer}/branding`);
  });
}

/** Sets, changes or clears the host name of the reader's own customer or of one below. */
export async function saveAliasAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_customer = Number(form.get("i_customer"));
    const { changed, shown } = await readForm(form, ["dns_alias"]);
    if (Object.keys(changed).length === 0)
      return { notice: (await getTranslations("customer_form"))("nothing_changed") };
    if (i_customer === actor.i_customer) await updateOwnData(actor, { ...changed, shown });
    else await updateCustomer(actor, { i_customer, ...changed, shown });
    await noteForNextPage((await getTranslations("alias"))(changed.dns_alias === "" ? "cleared" : "saved"));
    redirect(`/customers/${i_customer}/branding`);
  });
}
