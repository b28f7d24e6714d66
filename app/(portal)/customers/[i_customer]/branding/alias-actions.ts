"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { FormState } from "@/components/form/form-state";
import { lookAtAlias } from "@/server/branding/look-at-alias";
import { answer } from "../../../../answer";
import { noteForNextPage } from "../../../../session";

/** Looks now for the record that proves an alias, and says what was seen. */
export async function lookAtAliasAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const { i_customer, state, unanswered } = await lookAtAlias(actor, {
      i_customer: form.get("i_customer"),
    });
    const t = await getTranslations("alias");
    // an alias that was taken away meanwhile is refused before
    const seen = unanswered ? "unanswered" : state === "none" ? "waiting" : state;
    await noteForNextPage(t(`looked_${seen}`));
    redirect(`/customers/${i_customer}/branding`);
  });
}
