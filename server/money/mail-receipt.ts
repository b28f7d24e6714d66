import { languages } from "@/i18n/languages";
import { limitMails } from "../credentials/links/limit-mails";
import { timeZoneName } from "../dictionaries/dictionaries";
import { Refusal } from "../ground/refusal";
import { audit } from "../operation/audit";
import { notFound } from "../operation/demands";
import { editBelow } from "../operation/needs";
import { operation } from "../operation/operation";
import { firstAddress } from "../outbox/own-address";
import { queueMail } from "../outbox/queue-mail";
import { findReceipt, readWhich } from "./get-receipt";
import { receiptPdf } from "./receipt-pdf";
import { receiptText } from "./receipt-text";

/**
 * Mails a receipt as a PDF to its customer: to the addresses for notices, in its language and time zone, with what that
 * customer may read. People who look after its money may do this, and so may the customer itself.
 * @returns the addresses
 * @throws Refusal 403 right or level · 404 · 409 the customer has no e-mail address · 429
 */
export const mailReceipt = operation({
  name: "mailReceipt",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below", opens: true },
    right: editBelow,
    acts: ["funds"],
    scope: "none",
  },
  effect: "writes",
  input: readWhich,
  async run({ db, actor, target, check, input }): Promise<{ sent_to: string }> {
    const { customer } = target;
    const found = await findReceipt(db, input, customer.path);
    if (!found) throw notFound();
    const { i_lang, i_time_zone } = customer;
    const { email } = found.receipt;
    await check(() => {
      if (email !== "") return;
      throw new Refusal(409, "The customer has no e-mail address", undefined, { key: "no_customer_address" });
    });
    await limitMails(db, firstAddress(email), actor.i_customer);
    const language = languages.find((one) => one === i_lang) ?? "en";
    const text = receiptText(found.receipt, language, timeZoneName(i_time_zone));
    await queueMail(db, {
      kind: "receipt",
      to: { i_customer: input.i_customer },
      values: { number: input.i_entry, amount: text.amount, what: text.kind },
      path: `/customers/${input.i_customer}/receipt/${input.i_entry}`,
      attachment: {
        filename: `receipt-${input.i_entry}.pdf`,
        contentType: "application/pdf",
        content: await receiptPdf(db, found.receipt, text),
      },
    });
    await audit(db, actor, {
      operation: "mailReceipt",
      target: customer,
      detail: { number: input.i_entry, email },
    });
    return { sent_to: email };
  },
});
