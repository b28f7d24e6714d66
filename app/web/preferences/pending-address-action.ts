"use server";

import { revalidatePath } from "next/cache";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { cancelAddress, changeAddress } from "@/server/identity/links/change-address";
import { answer } from "../forms/answer";
import { toldOfMail } from "../forms/mail-words";

/** Mails the link for a waiting change of address again, or cancels the change, by the pressed button. */
export async function pendingAddressAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async (session) => {
    const i_web_user = form.get("i_web_user");
    if (form.get("act") === "cancel") {
      await cancelAddress(session.actor, { i_web_user });
      revalidatePath("/", "layout");
      return { notice: (await getTranslations("web_users"))("address_cancelled") };
    }
    const { sent_to } = await changeAddress(session.actor, { i_web_user, email: form.get("email") ?? "" });
    return await toldOfMail(session, "again", sent_to);
  });
}
