import { fieldsOf } from "../frame/by-hand";
import { at, type Deeds, textOf } from "./deed";
import { table } from "./levels-of-the-table";
import { password } from "./stage-of-levels";

const books = () => ({ amount: "1", idempotency_key: crypto.randomUUID() });

/** Deeds about sub-customers. */
export const deedsBelow: Deeds = {
  "books a payment": {
    action: "paymentAction",
    needs: "funds",
    form: [`${at}/payment`, "Book payment"],
    typed: books,
  },
  "mails a receipt": {
    action: "mailReceiptAction",
    needs: "funds",
    form: [`${at}/receipt/[i_entry]`, null],
    typed: ({ ids }) => ({ i_customer: ids.i_customer ?? "", i_entry: ids.i_entry ?? "" }),
    // whoever has no address gets no mail
    before: async (stage) => {
      const { i_customer = "" } = stage.ids;
      const email = { i_customer, email: "receipts@example.com" };
      await stage.make(["/customers", null], "updateCustomerAction", email);
      return {};
    },
  },
  "books a credit": {
    action: "creditAction",
    needs: "funds",
    form: [`${at}/credit`, "Book credit"],
    typed: books,
  },
  "books a charge": {
    action: "chargeAction",
    needs: "funds",
    form: [`${at}/charge`, "Book charge"],
    typed: books,
  },
  "corrects a balance": {
    action: "correctAction",
    needs: "funds",
    form: [`${at}/correct`, "Correct balance"],
    typed: () => ({ balance: "+1", payment_notes: "counted again", idempotency_key: crypto.randomUUID() }),
  },
  "changes a credit limit": {
    action: "changeCreditLimitAction",
    needs: "funds",
    form: [`${at}/credit-limit`, "Change credit limit"],
    typed: () => ({ credit_limit: "+1", "was:credit_limit": "" }),
  },
  "creates a customer": {
    action: "createCustomerAction",
    needs: "manage",
    form: ["/customers/new", "Create customer"],
    typed: (stage, level) => ({
      name: textOf(stage, level),
      first_log_in: "password",
      web_password: password,
      i_tariff: stage.ids.i_tariff ?? "",
    }),
  },
  "sets when a customer's balance counts as low": {
    action: "savePreferencesBeyondAction",
    needs: "funds",
    form: [`${at}/billing`, "Save"],
    typed: () => ({ low_balance_threshold: "5" }),
  },
  "changes a customer's brand": {
    action: "saveBrandAction",
    needs: "manage",
    form: [`${at}/branding/edit`, "Save"],
    typed: (_, level) => ({ product_name: level }),
  },
  "changes what stands about a customer": {
    action: "updateCustomerAction",
    needs: "manage",
    form: [`${at}/edit`, "Save changes"],
    typed: (stage, level) => ({ description: textOf(stage, level), "was:description": null }),
  },
  "changes contact data": {
    action: "updateCustomerAction",
    needs: "funds",
    form: [`${at}/edit`, "Save changes"],
    typed: (stage, level) => ({ city: textOf(stage, level), "was:city": null }),
  },
  "changes an address of notices": {
    action: "updateCustomerAction",
    needs: "web_users",
    form: [`${at}/edit`, "Save changes"],
    typed: (_, level) => ({ cc: `${level.toLowerCase()}@example.com`, "was:cc": null }),
  },
  "looks for an alias's record": {
    action: "checkAliasAction",
    needs: "web_users",
    // an alias that counts as verified needs no record and has no form
    form: [`${at}/branding`, null],
    typed: ({ ids }) => ({ i_customer: ids.i_customer ?? "" }),
    before: async ({ make, mark, ids: { i_customer = "" } }) => {
      const dns_alias = `${mark.toLowerCase()}.localhost`;
      await make(["/customers", null], "updateCustomerAction", { i_customer, dns_alias });
      return {};
    },
  },
  "sets a customer's host name": {
    action: "saveAliasAction",
    needs: "web_users",
    form: [`${at}/branding`, "Save host name"],
    typed: ({ mark }, level) => ({
      dns_alias: `${mark}-${level}.localhost`.toLowerCase().replaceAll("_", "-"),
      "was:dns_alias": null,
    }),
  },
  "makes a one-time password": {
    action: "oneTimePasswordAction",
    needs: "block",
    form: [`${at}/one-time-password`, "Make a one-time password"],
  },
  "blocks a customer": {
    action: "blockAction",
    needs: "block",
    form: [`${at}/block`, "Block customer"],
    typed: () => ({ reason: "other" }),
  },
  "lifts a block": {
    action: "unblockAction",
    needs: "block",
    form: [`${at}/unblock`, "Unblock"],
    before: async ({ make, ids: { i_customer = "" } }) => {
      await make(["/customers", null], "blockAction", { i_customer, reason: "other" });
      return {};
    },
  },
  "writes a note": {
    action: "addNoteAction",
    needs: "notes",
    form: [`${at}/notes`, "Add note"],
    typed: (stage, level) => ({ text: textOf(stage, level) }),
  },
  "pins a note": { action: "editNoteAction", needs: "notes", form: [`${at}/notes`, "Pin"] },
  "deletes a note of its own": {
    action: "deleteNoteAction",
    needs: "notes",
    form: [`${at}/notes`, "Delete note"],
    before: async ({ people, ids }, level) => {
      if (!table.notes.includes(level)) return {};
      await people[level].goto(`/customers/${ids.i_customer}/notes`);
      return await fieldsOf(people[level], "Delete note");
    },
  },
};
