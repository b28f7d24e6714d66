import { drawReceipt } from "@/server/files/pdf/receipt";
import { getReceipt } from "@/server/money/get-receipt";
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
  return new Response(new Uint8Array(await drawReceipt(text)), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="receipt-${receipt.i_entry}.pdf"`,
      "cache-control": "private, no-store",
    },
  });
}
