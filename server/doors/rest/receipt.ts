import type { Actor } from "../../actor/actor";
import { database } from "../../database/client";
import { timeZoneName } from "../../dictionaries/dictionaries";
import { getReceipt } from "../../money/get-receipt";
import { receiptPdf } from "../../money/receipt-pdf";
import { receiptText } from "../../money/receipt-text";
import type { Found } from "./find-route";
import { enter, spendCall } from "./limits";
import { type Answer, begun } from "./perform";
import { askingOf, type RestRequest, readsRussian } from "./respond";

/**
 * Answers with a receipt as a PDF, in the language that the caller reads and the time zone of its customer. Source: rest, 'Resources'
 * @throws what `failureOf` tells
 */
export async function receiptAsPdf(actor: Actor, found: Found, request: RestRequest): Promise<Answer> {
  spendCall(actor, false);
  const leave = enter(actor, "calls");
  try {
    return await begun(actor, await askingOf(found, request), async ({ raw }) => {
      const receipt = await getReceipt(actor, raw);
      const language = readsRussian(request.headers["accept-language"]) ? "ru" : "en";
      const text = receiptText(receipt, language, await zoneOf(actor));
      const headers = {
        "content-type": "application/pdf",
        "content-disposition": `attachment; filename="receipt-${receipt.i_entry}.pdf"`,
      };
      return { status: 200, headers, bytes: await receiptPdf(database(), receipt, text) };
    });
  } finally {
    leave();
  }
}

async function zoneOf({ i_customer }: Actor): Promise<string> {
  const { i_time_zone } = await database().customer.findUniqueOrThrow({
    where: { i_customer },
    select: { i_time_zone: true },
  });
  return timeZoneName(i_time_zone);
}
