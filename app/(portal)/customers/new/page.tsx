import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { ShownOnce } from "@/components/form/shown-once";
import { ButtonLink } from "@/components/ui/button";
import { Notice, PageHeading } from "@/components/ui/page";
import { getFormChoices } from "@/server/customers/form-choices";
import { holds } from "@/server/customers/rights";
import { mayAct } from "@/server/identity/access-levels";
import { listProfiles } from "@/server/profiles/profiles";
import { addressOf } from "../../../address-of";
import { orNotFound } from "../../../or-not-found";
import { requireReader } from "../../../session";
import { currentStanding } from "../../../standing";
import { Forbidden } from "../../forbidden";
import { LevelLacking } from "../../level-lacking";
import { Portal } from "../../portal";
import { ProfilesLink } from "../../profiles/profiles-link";
import { AbilitySection } from "../ability-section";
import { createCustomerAction } from "../actions";
import { givableBy } from "../changeable";
import { CustomerFields } from "../customer-fields";
import { defaultsFor } from "../defaults";
import { customerOptions } from "../options";
import { StartFrom } from "./start-from";
import { startingPoint } from "./starting-point";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customer_form"))("new_title") };
}

export default async function NewCustomerPage({ searchParams }: PageProps<"/customers/new">) {
  const query = await searchParams;
  const session = await requireReader(addressOf("/customers/new", query, {}));
  const { parent } = query;
  const below = parent === undefined ? session.actor.i_customer : Number(parent);
  if (!Number.isInteger(below)) notFound();
  const { rights } = await currentStanding(session);
  if (!holds(rights, needed)) return <Forbidden session={session} current="customers" {...needed} />;
  if (!mayAct(session.actor.access_level, "manage"))
    return <LevelLacking session={session} current="customers" />;
  const [choices, { profiles }] = await Promise.all([
    orNotFound(getFormChoices(session.actor, { i_wholesaler: below })),
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
  return (
    <Portal session={session} current="customers">
      <PageHeading
        title={t("new_title")}
        note={own ? null : t("below", { name: choices.parent.name })}
        crumbs={[{ label: (await getTranslations("customers"))("title"), href: "/customers" }]}
        actions={<ProfilesLink />}
      />
      {noTariff ? (
        <Notice tone="warn">
          {t("no_tariffs")} {own ? <ButtonLink href="/tariffs">{tariffs("add")}</ButtonLink> : null}
        </Notice>
      ) : null}
      <StartFrom profiles={profiles} start={start} parent={own ? null : below} />
      <ActionForm
        action={createCustomerAction}
        className="max-w-3xl"
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
          among={givableBy(session.actor.access_level)}
          judgedFor={choices.parent.i_customer}
          own={own}
        />
        <AbilitySection choices={choices} values={values} currency={choices.parent.base_currency} isNew />
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
