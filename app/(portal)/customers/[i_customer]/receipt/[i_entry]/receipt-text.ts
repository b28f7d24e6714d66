import { cache } from "react";
import { getLocale } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import type { ReceiptText } from "@/server/files/pdf/receipt";
import { getReceipt, type Receipt } from "@/server/money/get-receipt";
import { receiptText } from "@/server/money/receipt-text";
import { idIn } from "../../../../../web/forms/id-in";

/** A receipt in the reader's language and time zone, for the page and the PDF. */
export const readReceipt = cache(
  async (
    session: LiveSession,
    i_customer: string,
    i_entry: string,
  ): Promise<{ receipt: Receipt; text: ReceiptText }> => {
    const receipt = await getReceipt(session.actor, { i_customer: idIn(i_customer), i_entry });
    return { receipt, text: receiptText(receipt, await getLocale(), session.timeZone) };
  },
);
