import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type Group, groups, namesWhere } from "@/attributes/customer";
import { AttributeInput } from "@/components/attribute-field/attribute-input";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { Fold } from "@/components/ui/page";
import { type CustomerInfo, getCustomerInfo } from "@/server/customers/get-customer-info";
import { requireSession } from "../../session";
import { dictionaryOptions, type Options } from "../customers/options";
import { savePreferencesAction } from "./actions";
import { Beyond } from "./beyond";
import { PreferencesPage } from "./preferences-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("preferences"))("title") };
}

/** What people look for first stands first. */
const order: readonly Group[] = ["self-care", "contact", "notifications", "payments", "branding"];

export default async function GeneralPage() {
  const session = await requireSession("/preferences");
  const [{ customer }, c, options] = await Promise.all([
    getCustomerInfo(session.actor, { i_customer: session.actor.i_customer }),
    getTranslations("common"),
    dictionaryOptions(),
  ]);
  return (
    <PreferencesPage session={session} part="general">
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
      <Beyond session={session} />
    </PreferencesPage>
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
            />
          </div>
        ))}
      </div>
    </Fold>
  );
}
