import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type AttributeName, attributeNames, attributeOf } from "@/attributes/customer";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Notice, PageHeading } from "@/components/ui/page";
import { type FormChoices, getFormChoices } from "@/server/customers/form-choices";
import { holds } from "@/server/customers/rights";
import { orNotFound } from "../../../or-not-found";
import { requireSession } from "../../../session";
import { currentStanding } from "../../../standing";
import { Forbidden } from "../../forbidden";
import { Portal } from "../../portal";
import { createCustomerAction } from "../actions";
import { CustomerFields } from "../customer-fields";
import { customerOptions } from "../options";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customer_form"))("new_title") };
}

export default async function NewCustomerPage({ searchParams }: PageProps<"/customers/new">) {
  const { parent } = await searchParams;
  const session = await requireSession(
    typeof parent === "string" ? `/customers/new?parent=${encodeURIComponent(parent)}` : "/customers/new",
  );
  const below = parent === undefined ? session.actor.i_customer : Number(parent);
  if (!Number.isInteger(below)) notFound();
  const { rights } = await currentStanding(session);
  if (!holds(rights, needed)) return <Forbidden session={session} current="customers" {...needed} />;
  const choices = await orNotFound(getFormChoices(session.actor, { i_wholesaler: below }));
  const [t, c, tariffs] = [
    await getTranslations("customer_form"),
    await getTranslations("common"),
    await getTranslations("tariffs"),
  ];
  const own = choices.parent.i_customer === session.actor.i_customer;
  const noTariff = choices.tariffs.length === 0 && choices.rights.use_own_tariff !== 1;
  return (
    <Portal session={session} current="customers">
      <PageHeading
        title={t("new_title")}
        note={own ? null : t("below", { name: choices.parent.name })}
        crumbs={[{ label: (await getTranslations("customers"))("title"), href: "/customers" }]}
      />
      {noTariff ? (
        <Notice tone="warn">
          {t("no_tariffs")} {own ? <ButtonLink href="/tariffs">{tariffs("add")}</ButtonLink> : null}
        </Notice>
      ) : null}
      <ActionForm action={createCustomerAction} className="max-w-3xl">
        <input type="hidden" name="parent" value={below} />
        <CustomerFields
          choices={choices}
          options={await customerOptions(choices, null)}
          values={defaults(choices)}
          isNew
          own={own}
        />
        <ActionBar>
          <SubmitButton>{t("create")}</SubmitButton>
          <SubmitButton look="plain" name="then" value="another">
            {t("create_another")}
          </SubmitButton>
          <ButtonLink look="quiet" href="/customers">
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}

const needed = { area: "customers", action: "add" } as const;

/** What a new customer has where nothing is said: visible in the form, and sent only where changed. */
function defaults({
  parent,
  i_password_policy,
  inherited,
}: FormChoices): Partial<Record<AttributeName, unknown>> {
  const values: Partial<Record<AttributeName, unknown>> = {};
  for (const name of attributeNames) {
    const { default: standard } = attributeOf(name);
    if (typeof standard === "object") values[name] = standard.value;
  }
  return { ...values, ...inherited, i_password_policy, payment_currency: parent.base_currency };
}
