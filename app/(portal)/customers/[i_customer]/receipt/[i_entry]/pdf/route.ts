import { database } from "@/server/database/client";
import { getReceipt } from "@/server/money/get-receipt";
import { receiptPdf } from "@/server/money/receipt-pdf";
import { requireFor } from "../../../../../../web/session/may";
import { readReceipt } from "../receipt-text";

/** Sends the receipt as a PDF. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/customers/[i_customer]/receipt/[i_entry]/pdf">,
): Promise<Response> {
  const { i_customer, i_entry } = await params;
  const session = await requireFor(`/customers/${i_customer}/receipt/${i_entry}`, getReceipt);
  const { receipt, text } = await readReceipt(session, i_customer, i_entry);
  return new Response(new Uint8Array(await receiptPdf(database(), receipt, text)), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="receipt-${receipt.i_entry}.pdf"`,
      "cache-control": "private, no-store",
    },
  });
}
