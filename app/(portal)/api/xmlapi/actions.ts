"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { makeApiPassword } from "@/server/credentials/make-api-password";
import { updateOwnData } from "@/server/customers/update-own-data";
import { setPreferences } from "@/server/preferences/preferences";
import { answer } from "../../../web/forms/answer";
import { noteForNextPage } from "../../../web/session/session";

/** Sets one's own API password: the typed one, or a generated one, which the answer shows once. */
export async function setApiPasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    if (form.has("make")) {
      const value = makeApiPassword();
      await updateOwnData(actor, { api_password: value });
      revalidatePath("/api/xmlapi");
      return { once: { value } };
    }
    await updateOwnData(actor, { api_password: form.get("api_password") ?? "" });
    await noteForNextPage((await getTranslations("api"))("saved"));
    redirect("/api/xmlapi");
  });
}

/** Lets old programs call, or no longer. */
export async function switchBridgeAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const bridge = form.get("bridge") ?? "";
    await setPreferences(actor, { i_customer: actor.i_customer, bridge });
    const t = await getTranslations("bridge");
    await noteForNextPage(t(bridge === "1" ? "switched_on" : "switched_off"));
    redirect("/api/xmlapi");
  });
}
