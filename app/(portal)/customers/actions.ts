"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/form/form-state";
import { makePassword } from "@/components/form/make-password";
import { formatDateTime } from "@/components/ui/date-time";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { Actor } from "@/server/actor/actor";
import { createCustomer } from "@/server/customers/create-customer";
import { deleteCustomer } from "@/server/customers/delete-customer";
import { getFormChoices } from "@/server/customers/form-choices";
import { getCustomerInfo } from "@/server/customers/get-customer-info";
import { updateCustomer } from "@/server/customers/update-customer";
import { Refusal } from "@/server/ground/refusal";
import { resetCustomerOneTimePassword } from "@/server/identity/password/reset-one-time-password";
import { previewFunds } from "@/server/money/preview-funds";
import { formAttributes } from "../../web/customers/customer-fields";
import { answer } from "../../web/forms/answer";
import { toldOfMail } from "../../web/forms/mail-words";
import { readForm } from "../../web/forms/read-form";
import { noteForNextPage } from "../../web/session/session";

/** Creates a sub-customer of the reader or of a descendant (`parent`). */
export async function createCustomerAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async (session) => {
    const { actor } = session;
    const parent = Number(form.get("parent") ?? actor.i_customer);
    const tariff = form.get("i_tariff");
    const { changed } = await readForm(form, formAttributes, async () => {
      const choices = await getFormChoices(actor, { i_wholesaler: parent });
      const chosen = choices.tariffs.find(({ i_tariff }) => String(i_tariff) === tariff);
      return (chosen ?? { currency: choices.parent.base_currency }).currency;
    });
    const invite = form.getAll("first_log_in").at(-1) !== "password";
    // without JavaScript we can make the password here, but a typed one wins
    const isMade = !invite && form.getAll("generate").at(-1) === "1" && form.get("web_password") === "";
    const made = isMade ? makePassword() : null;
    // 'none' means that nobody chose a tariff
    const { i_tariff: _unchanged, ...rest } = changed;
    const input = {
      ...rest,
      name: form.get("name") ?? "",
      web_password: made ?? form.get("web_password") ?? "",
      must_change: form.getAll("must_change").at(-1) ?? "1",
      invite,
      ...(tariff === "none" || tariff === null ? {} : { i_tariff: tariff }),
    };
    const { i_customer } = await createCustomer(actor, { i_wholesaler: parent, ...input });
    const t = await getTranslations("customer_form");
    if (made !== null) return { once: { value: made }, notice: t("created", { name: String(input.name) }) };
    const told = invite
      ? await toldOfMail(session, "invitation", String(form.get("email") ?? ""))
      : { notice: "", unsent: false };
    await noteForNextPage(
      [t("created", { name: String(input.name) }), told.notice].filter(Boolean).join(". "),
      !told.unsent,
    );
    redirect(form.get("then") === "another" ? newCustomerAddress(actor, form) : `/customers/${i_customer}`);
  });
}

/** The address of the same form: below the same customer, from the same profile or copy. */
function newCustomerAddress(actor: Actor, form: FormData): string {
  const start = new URLSearchParams(String(form.get("filled_from") ?? ""));
  const parent = Number(form.get("parent") ?? actor.i_customer);
  const query = new URLSearchParams(parent === actor.i_customer ? {} : { parent: String(parent) });
  for (const name of ["profile", "copy"]) for (const value of start.getAll(name)) query.set(name, value);
  return query.size > 0 ? `/customers/new?${query}` : "/customers/new";
}

/** Changes a sub-customer; passes on only the changes, with what the form had shown. */
export async function updateCustomerAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_customer = Number(form.get("i_customer"));
    const { changed, shown } = await readForm(
      form,
      formAttributes,
      async () => (await previewFunds(actor, { i_customer })).currency,
    );
    const t = await getTranslations("customer_form");
    if (Object.keys(changed).length === 0) return { notice: t("nothing_changed") };
    const must_change = form.getAll("must_change").at(-1) ?? "1";
    await updateCustomer(actor, { i_customer, ...changed, shown, must_change });
    await noteForNextPage((await getTranslations("common"))("saved"));
    redirect(`/customers/${i_customer}`);
  });
}

/** Makes a one-time password; the answer shows it once. */
export async function oneTimePasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async (session) => {
    const { actor, timeZone } = session;
    const web_login = String(form.get("web_login") ?? "");
    const stop_old = form.getAll("stop_old").at(-1) === "1";
    const send = form.getAll("send").at(-1) ?? "show";
    const made = await resetCustomerOneTimePassword(actor, { web_login, stop_old, send });
    if (made.sent_to !== null) return await toldOfMail(session, "one_time_password", made.sent_to);
    return {
      once: { value: made.password, until: formatDateTime(made.expires_at, timeZone, await getLocale()) },
    };
  });
}

/** Deletes a sub-customer if the person typed its name. */
export async function deleteCustomerAction(_before: FormState, form: FormData): Promise<FormState> {
  return await answer(form, async ({ actor }) => {
    const i_customer = Number(form.get("i_customer"));
    const { customer } = await getCustomerInfo(actor, { i_customer });
    const typed = String(form.get("confirm") ?? "").trim();
    if (typed === "") {
      throw new Refusal(400, "Parameter confirm is required", "confirm", { key: "name_untyped" });
    }
    if (typed !== customer.name) {
      throw new Refusal(400, "Parameter confirm must be the customer's name", "confirm", {
        key: "name_mismatch",
      });
    }
    await deleteCustomer(actor, { i_customer });
    await noteForNextPage((await getTranslations("delete_customer"))("done", { name: customer.name }));
    redirect("/customers");
  });
}
