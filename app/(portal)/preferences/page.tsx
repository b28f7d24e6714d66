import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Group, groups, namesWhere } from "@/attributes/customer";
import { AttributeInput } from "@/components/attribute-field/attribute-input";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SecretField } from "@/components/form/fields";
import { Fold, PageHeading } from "@/components/ui/page";
import { type CustomerInfo, getCustomerInfo } from "@/server/customers/get-customer-info";
import { requireSession } from "../../session";
import { dictionaryOptions, type Options } from "../customers/options";
import { Portal } from "../portal";
import { changePasswordAction, savePreferencesAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("preferences"))("title") };
}

/** What people look for first stands first. */
const order: readonly Group[] = ["self-care", "contact", "notifications", "payments", "api", "branding"];

export default async function PreferencesPage() {
  const session = await requireSession("/preferences");
  const [{ customer }, t, c, options] = await Promise.all([
    getCustomerInfo(session.actor, { i_customer: session.actor.i_customer }),
    getTranslations("preferences"),
    getTranslations("common"),
    dictionaryOptions(),
  ]);
  return (
    <Portal session={session} current="preferences">
      <PageHeading title={t("title")} note={customer.name} />
      <div className="max-w-3xl">
        <ActionForm action={savePreferencesAction}>
          {order
            .filter((group) => groups.includes(group))
            .map((group) => (
              <OwnGroup key={group} group={group} customer={customer} options={options} />
            ))}
          <ActionBar>
            <SubmitButton>{c("save")}</SubmitButton>
          </ActionBar>
        </ActionForm>
        <section className="pt-6">
          <h2>{t("password")}</h2>
          <p className="mb-3 text-muted">{t("password_text")}</p>
          <ActionForm
            prefix="password"
            action={changePasswordAction}
            className="flex max-w-sm flex-col gap-4"
          >
            <SecretField
              name="current_password"
              label={t("current_password")}
              autoComplete="current-password"
            />
            <SecretField name="web_password" label={t("new_password")} autoComplete="new-password" />
            <div>
              <SubmitButton>{t("change_password")}</SubmitButton>
            </div>
          </ActionForm>
        </section>
      </div>
    </Portal>
  );
}

type GroupProps = { readonly group: Group; readonly customer: CustomerInfo; readonly options: Options };

async function OwnGroup({ group, customer, options }: GroupProps) {
  const t = await getTranslations();
  const names = namesWhere((attribute) => attribute.group === group && attribute.setBy === "parent+self");
  return (
    <Fold title={t(`groups.${group}`)} open={group === "self-care" || group === "contact"}>
      <div className="grid gap-4 sm:grid-cols-2">
        {names.map((name) => (
          <div key={name} className={name === "css" ? "sm:col-span-2" : ""}>
            <AttributeInput
              name={name}
              value={name in customer ? customer[name as "name"] : undefined}
              options={options[name]}
              placeholder={name === "api_password" ? t("customer_form.secret_unchanged") : undefined}
            />
          </div>
        ))}
      </div>
    </Fold>
  );
}
