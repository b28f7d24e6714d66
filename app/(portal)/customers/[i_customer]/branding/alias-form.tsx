import { attributeField } from "@/components/attribute-field/attribute-field";
import { AttributeField } from "@/components/attribute-field/shown-field";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { getLocale, getTranslations } from "@/i18n/texts";
import { aliasHelp } from "../../../../web/customers/alias-help";
import { mayStep, WhomToAsk } from "../../../../web/portal/step";
import type { CustomerView } from "../open-customer";
import { saveAliasAction } from "./alias-actions";

/** The field for a customer's own host name; tells readers who may not set it whom to ask. */
export async function AliasForm({ view, alias }: { readonly view: CustomerView; readonly alias: string }) {
  const { session, customer, relation } = view;
  if (!(await mayStep(session, "host_name", relation)))
    return (
      <p className="mt-3 text-muted">
        <WhomToAsk session={session} step="host_name" relation={relation} />
      </p>
    );
  const t = await getTranslations("alias");
  const field = attributeField({ t: await getTranslations(), locale: await getLocale() }, "dns_alias", {
    value: alias,
    help: await aliasHelp(session.actor, customer.i_customer, alias),
  });
  return (
    <ActionForm
      action={saveAliasAction}
      prefix="alias-name"
      className="mt-4 flex max-w-md flex-col items-start gap-3"
    >
      <input type="hidden" name="i_customer" value={customer.i_customer} />
      <div className="w-full">
        <AttributeField field={field} lists={{}} />
      </div>
      <SubmitButton look="plain">{t("save")}</SubmitButton>
    </ActionForm>
  );
}
