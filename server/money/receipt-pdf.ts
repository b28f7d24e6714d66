import { logoPng } from "../brand/picture/logo-png";
import type { Queries } from "../database/client";
import { drawReceipt, type ReceiptText } from "../files/pdf/receipt";
import type { Receipt } from "./get-receipt";

/** A receipt as a PDF, with the logo of who issues it. @param text the receipt in the reader's words */
export async function receiptPdf(db: Queries, { issuer }: Receipt, text: ReceiptText): Promise<Buffer> {
  return await drawReceipt(text, issuer?.logo ? await logoPng(db, issuer.logo) : null);
}
