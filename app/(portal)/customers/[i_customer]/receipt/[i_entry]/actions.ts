"use server";

import type { FormState } from "@/components/form/form-state";
import { mailReceipt } from "@/server/money/mail-receipt";
import { answer } from "../../../../../web/forms/answer";
import { toldOfMail } from "../../../../../web/forms/mail-words";

/** Mails a receipt to its customer. */
export async function mailReceiptAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async (session) => {
    const input = { i_customer: form.get("i_customer"), i_entry: form.get("i_entry") };
    const { sent_to } = await mailReceipt(session.actor, input);
    return await toldOfMail(session, "receipt", sent_to);
  });
}
