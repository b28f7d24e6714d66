import type { Metadata } from "next";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { CheckField, SecretField, SelectField, TextField } from "@/components/form/fields";
import { FirstLogIn } from "@/components/form/first-log-in";
import { FormGroup } from "@/components/form/form-group";
import { InvitedEmail } from "@/components/form/invited-email";
import { PasswordMeter } from "@/components/form/password-meter";
import { ButtonLink } from "@/components/ui/button";
import { Fold, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { accessLevels } from "@/server/actor/access-levels";
import { addWebUser } from "@/server/identity/web-users/write-web-users";
import { judgePasswordAction } from "../../../../../web/forms/judge-password-action";
import { Portal } from "../../../../../web/portal/portal";
import { demandMay } from "../../../../../web/session/may";
import { requireFresh } from "../../../../../web/session/session";
import { openCustomer } from "../../open-customer";
import { addWebUserAction } from "../actions";
import { LevelTable } from "../level-table";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/web-users/new">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: `${(await getTranslations("web_users"))("new")} · ${customer.name}` };
}

export default async function NewWebUserPage({ params }: PageProps<"/customers/[i_customer]/web-users/new">) {
  const view = await openCustomer((await params).i_customer);
  const { session, customer, path, relation } = view;
  await demandMay(session, addWebUser, relation);
  await requireFresh(session, `/customers/${customer.i_customer}/web-users/new`);
  const [t, c, form] = [
    await getTranslations("web_users"),
    await getTranslations("common"),
    await getTranslations("customer_form"),
  ];
  const support = customer.i_customer === 1;
  const levels = accessLevels.filter((level) => support || level !== "SUPPORT");
  return (
    <Portal session={session}>
      <PageHeading
        title={t("new")}
        crumbs={[
          ...path.map((step) => ({ label: step.name, href: `/customers/${step.i_customer}` })),
          { label: t("title"), href: `/customers/${customer.i_customer}/web-users` },
        ]}
      />
      <ActionForm action={addWebUserAction} className="form">
        <input type="hidden" name="i_customer" value={customer.i_customer} />
        <FormGroup title={t("person")} about={t("person_text")}>
          <div className="fields">
            <TextField
              name="web_login"
              label={t("login")}
              required={c("required_mark")}
              input={{ autoCapitalize: "none", spellCheck: false, maxLength: 128 }}
            />
            <TextField name="name" label={t("name")} input={{ maxLength: 128 }} />
            <InvitedEmail
              name="email"
              label={t("email")}
              required={c("required_mark")}
              help={t("email_help")}
              input={{ type: "email" }}
            />
            <SelectField
              name="access_level"
              label={t("level")}
              value="REPORTER"
              options={levels.map((id) => ({ id, label: t(`level_${id}`) }))}
            />
          </div>
        </FormGroup>
        <FormGroup title={form("first_log_in")} about={t("first_text")}>
          <FirstLogIn
            label={form("first_log_in")}
            words={{ invite: form("by_invitation"), password: form("by_password") }}
          >
            <PasswordMeter judge={judgePasswordAction.bind(null, customer.i_customer)}>
              <SecretField name="web_password" label={t("password")} autoComplete="new-password" />
            </PasswordMeter>
            <CheckField name="must_change" label={t("must_change")} value="1" />
          </FirstLogIn>
        </FormGroup>
        <ActionBar>
          <SubmitButton>{t("add")}</SubmitButton>
          <ButtonLink look="quiet" href={`/customers/${customer.i_customer}/web-users`}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
      <div className="form mt-8">
        <Fold title={t("levels")}>
          <LevelTable support={support} />
        </Fold>
      </div>
    </Portal>
  );
}
