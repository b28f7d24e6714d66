import type { Metadata } from "next";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { ShownOnce } from "@/components/form/shown-once";
import { addressOf } from "@/components/list/list-query";
import { ButtonLink } from "@/components/ui/button";
import { Notice, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { createCustomer } from "@/server/customers/create-customer";
import { getFormChoices } from "@/server/customers/form-choices";
import { listProfiles } from "@/server/profiles/profiles";
import { AbilitySection } from "../../../web/customers/ability/ability-section";
import { givableBy } from "../../../web/customers/changeable";
import { CustomerFields } from "../../../web/customers/customer-fields";
import { defaultsFor } from "../../../web/customers/defaults";
import { customerOptions } from "../../../web/customers/options";
import { idIn } from "../../../web/forms/id-in";
import { Portal } from "../../../web/portal/portal";
import { Step } from "../../../web/portal/step";
import { asker, requireFor } from "../../../web/session/may";
import { createCustomerAction } from "../actions";
import { StartFrom } from "./start-from";
import { startingPoint } from "./starting-point";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customer_form"))("new_title") };
}

export default async function NewCustomerPage({ searchParams }: PageProps<"/customers/new">) {
  const query = await searchParams;
  const session = await requireFor(addressOf("/customers/new", query, {}), createCustomer);
  const { parent } = query;
  const below = parent === undefined ? session.actor.i_customer : idIn(parent);
  const [choices, { profiles }] = await Promise.all([
    getFormChoices(session.actor, { i_wholesaler: below }),
    listProfiles(session.actor, {}),
  ]);
  const start = await startingPoint(session.actor, below, query);
  const [t, c, once, tariffs] = [
    await getTranslations("customer_form"),
    await getTranslations("common"),
    await getTranslations("one_time_password"),
    await getTranslations("tariffs"),
  ];
  const own = choices.parent.i_customer === session.actor.i_customer;
  const base = defaultsFor(choices);
  const values = { ...base, ...start.prepared?.values };
  const noTariff = choices.tariffs.length === 0 && choices.rights.use_own_tariff !== 1;
  const another = (
    <SubmitButton look="plain" name="then" value="another" className="also">
      {t("create_another")}
    </SubmitButton>
  );
  return (
    <Portal session={session}>
      <PageHeading title={t("new_title")} note={own ? null : t("below", { name: choices.parent.name })} />
      {noTariff ? (
        <Notice tone="warn">
          {t("no_tariffs")}{" "}
          {own ? (
            <Step session={session} step="tariff" href="/tariffs" look="plain">
              {tariffs("add")}
            </Step>
          ) : null}
        </Notice>
      ) : null}
      {/* the keyboard begins with the name; what else one may start from is above it to the eye alone */}
      <div className="flex flex-col">
        <ActionForm
          action={createCustomerAction}
          className="form order-2 w-full pt-6"
          filledFrom={start.address}
          stays={["name", "web_login", "email", "first_log_in"]}
        >
          <input type="hidden" name="parent" value={below} />
          <ShownOnce label={t("password_of_new")} words={{ once: once("once") }} />
          <CustomerFields
            choices={choices}
            options={await customerOptions(choices, null)}
            values={values}
            base={base}
            isNew
            among={givableBy(await asker(session))}
            judgedFor={choices.parent.i_customer}
            own={own}
          />
          <AbilitySection choices={choices} values={values} currency={choices.parent.base_currency} isNew />
          <ActionBar>
            <SubmitButton>{t("create")}</SubmitButton>
            {another}
            <ButtonLink look="quiet" href="/customers">
              {c("cancel")}
            </ButtonLink>
          </ActionBar>
          {another}
        </ActionForm>
        <div className="order-1 w-full max-w-[832px] border-b border-line">
          <StartFrom profiles={profiles} start={start} parent={own ? null : below} />
        </div>
      </div>
    </Portal>
  );
}
