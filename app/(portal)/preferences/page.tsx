import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Group, groups, namesWhere } from "@/attributes/customer";
import { AttributeInput } from "@/components/attribute-field/attribute-input";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { Fold } from "@/components/ui/page";
import type { Actor } from "@/server/actor";
import { type CustomerInfo, getCustomerInfo } from "@/server/customers/get-customer-info";
import { actsForOwn } from "@/server/customers/update-own-data";
import { mayAct } from "@/server/identity/access-levels";
import { requireSession } from "../../session";
import { aliasHelp } from "../customers/alias-help";
import { dictionaryOptions, type Options } from "../customers/options";
import { savePreferencesAction } from "./actions";
import { Beyond } from "./beyond";
import { PreferencesPage } from "./preferences-page";
import { SupportCode } from "./support-code";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("preferences"))("title") };
}

/** What people look for first stands first. */
const order: readonly Group[] = ["self-care", "contact", "notifications", "payments", "branding"];

export default async function GeneralPage() {
  const session = await requireSession("/preferences");
  const { access_level } = session.actor;
  // who may not read its customer has what is its own alone
  if (!mayAct(access_level, "read")) redirect("/preferences/mine");
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
            <OwnGroup key={group} group={group} customer={customer} options={options} actor={session.actor} />
          ))}
        <ActionBar>
          <SubmitButton>{c("save")}</SubmitButton>
        </ActionBar>
      </ActionForm>
      <Beyond session={session} />
      <SupportCode session={session} />
    </PreferencesPage>
  );
}

type GroupProps = {
  readonly group: Group;
  readonly customer: CustomerInfo;
  readonly options: Options;
  readonly actor: Actor;
};

/** The attributes of a group that the level may change; where there is none, nothing. */
async function OwnGroup({ group, customer, options, actor }: GroupProps) {
  const t = await getTranslations();
  const names = namesWhere(
    (attribute) => attribute.group === group && attribute.setBy === "parent+self",
  ).filter((name) => actsForOwn([name]).every((act) => mayAct(actor.access_level, act)));
  if (names.length === 0) return null;
  const ofAlias = names.includes("dns_alias") ? await aliasHelp(actor, customer.i_customer) : undefined;
  return (
    <Fold title={t(`groups.${group}`)} open={group === "self-care" || group === "contact"}>
      <div className="grid gap-4 sm:grid-cols-2">
        {names.map((name) => (
          <div key={name} className={name === "css" ? "sm:col-span-2" : ""}>
            <AttributeInput
              name={name}
              value={name in customer ? customer[name as "name"] : undefined}
              options={options[name]}
              {...(name === "dns_alias" ? { help: ofAlias } : {})}
            />
          </div>
        ))}
      </div>
    </Fold>
  );
}
