"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { getTranslations } from "@/i18n/texts";
import { blockCustomer } from "@/server/customers/block-customer";
import { getCustomerInfo } from "@/server/customers/get-customer-info";
import { unblockCustomer } from "@/server/customers/unblock-customer";
import { Refusal } from "@/server/ground/refusal";
import { answer } from "../../web/forms/answer";
import { noteForNextPage } from "../../web/session/session";

/** Blocks a sub-customer, or changes the actor's own block. People must give a reason, programs need not. */
export async function blockAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_customer = Number(form.get("i_customer"));
    const reason = String(form.getAll("reason").at(-1) ?? "");
    if (reason === "") {
      throw new Refusal(400, "Parameter reason is required", "reason", { key: "choose_reason" });
    }
    const words = { note: form.get("note") ?? "", text: form.get("text") ?? "" };
    const { affected } = await blockCustomer(actor, { i_customer, reason, ...words });
    const { customer } = await getCustomerInfo(actor, { i_customer });
    const t = await getTranslations("block_customer");
    await noteForNextPage(t("done", { name: customer.name, count: affected }));
    redirect(`/customers/${i_customer}`);
  });
}

/** Lifts the blocks of a sub-customer that the actor may lift. */
export async function unblockAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_customer = Number(form.get("i_customer"));
    const { blocked } = await unblockCustomer(actor, { i_customer });
    const { customer } = await getCustomerInfo(actor, { i_customer });
    const t = await getTranslations("block_customer");
    await noteForNextPage(t(blocked ? "lifted_but" : "lifted", { name: customer.name }), !blocked);
    redirect(`/customers/${i_customer}`);
  });
}
