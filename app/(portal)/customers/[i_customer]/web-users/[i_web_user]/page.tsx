import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { personalNames } from "@/attributes/lists";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SelectField, TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { Badge, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { accessLevels } from "@/server/actor/access-levels";
import type { CustomerSettings } from "@/server/credentials/customer-settings";
import type { LiveSession } from "@/server/credentials/sessions";
import { changeAddress } from "@/server/identity/links/change-address";
import { resetCustomerOneTimePassword } from "@/server/identity/password/reset-one-time-password";
import { getWebUser, type WebUserView } from "@/server/identity/web-users/list-web-users";
import { deleteWebUser, editWebUser } from "@/server/identity/web-users/write-web-users";
import { idIn } from "../../../../../web/forms/id-in";
import { promisingMail } from "../../../../../web/forms/mail-words";
import { OneTimeFields } from "../../../../../web/forms/one-time-fields";
import { Portal } from "../../../../../web/portal/portal";
import { PendingAddress } from "../../../../../web/preferences/pending-address";
import { SettingFields } from "../../../../../web/preferences/setting-fields";
import { asker, may } from "../../../../../web/session/may";
import { openCustomer } from "../../open-customer";
import { changeAddressAction, editWebUserAction, webUserOneTimeAction } from "../actions";
import { StandingOfUser } from "./standing-of-user";

type Props = PageProps<"/customers/[i_customer]/web-users/[i_web_user]">;

const openUser = cache(async (session: LiveSession, text: string) => {
  return await getWebUser(session.actor, { i_web_user: idIn(text) });
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { i_customer, i_web_user } = await params;
  const { session, relation } = await openCustomer(i_customer);
  if (!(await may(session, getWebUser, relation))) return {};
  return { title: (await openUser(session, i_web_user)).web_user.login };
}

export default async function WebUserPage({ params }: Props) {
  const { i_customer, i_web_user } = await params;
  const view = await openCustomer(i_customer);
  const { session, customer, path, relation } = view;
  const [{ web_user: user, customers, alone }, ask] = await Promise.all([
    openUser(session, i_web_user),
    asker(session),
  ]);
  if (user.i_customer !== customer.i_customer) notFound();
  const t = await getTranslations("web_users");
  const { actor } = session;
  const isOwn = user.i_web_user === actor.i_web_user;
  return (
    <Portal session={session}>
      <div className="form">
        <PageHeading
          title={user.login}
          crumbs={[
            ...path.map((step) => ({ label: step.name, href: `/customers/${step.i_customer}` })),
            { label: t("title"), href: `/customers/${customer.i_customer}/web-users` },
          ]}
          note={
            <span className="flex flex-wrap items-center gap-2">
              {[user.name, t(`level_${user.access_level}`)].filter(Boolean).join(" · ")}
              {user.default_user ? <Badge>{t("default")}</Badge> : null}
              {isOwn ? <Badge>{t("you")}</Badge> : null}
            </span>
          }
          actions={
            ask(deleteWebUser, relation) && !user.default_user && !isOwn ? (
              <ButtonLink
                look="danger"
                href={`/customers/${customer.i_customer}/web-users/${user.i_web_user}/delete`}
              >
                {t("delete")}
              </ButtonLink>
            ) : null
          }
        />
        <FormGroup title={t("standing")} about={t("standing_text")}>
          <StandingOfUser
            user={user}
            timeZone={session.timeZone}
            may={ask}
            relation={relation}
            isOwn={isOwn}
          />
        </FormGroup>
        {ask(editWebUser, relation) ? <Edit {...{ user, isOwn, customers, alone }} /> : null}
        {ask(changeAddress, relation) ? <Address session={session} user={user} /> : null}
        {/* one's own, as a colleague's */}
        {ask(resetCustomerOneTimePassword, relation) && customer.i_customer !== 1 ? (
          <OneTime user={user} />
        ) : null}
      </div>
    </Portal>
  );
}

async function Edit(props: {
  readonly user: WebUserView;
  readonly isOwn: boolean;
  readonly customers: CustomerSettings;
  readonly alone: boolean;
}) {
  const { user, isOwn, customers, alone } = props;
  const [t, c] = [await getTranslations("web_users"), await getTranslations("common")];
  // an only user follows the customer's settings, which are among its attributes, unless they set their own before
  const follows = alone && personalNames.every((name) => user[name] === null);
  const levels = accessLevels.filter((level) => user.i_customer === 1 || level !== "SUPPORT");
  const fixed = user.default_user || isOwn;
  return (
    <ActionForm action={editWebUserAction} prefix="edit" className="form">
      <input type="hidden" name="i_web_user" value={user.i_web_user} />
      <FormGroup title={t("settings")} about={t("settings_text")}>
        <div className="fields">
          <TextField
            name="web_login"
            label={t("login")}
            value={user.login}
            track
            disabled={user.default_user}
            {...(user.default_user ? { help: t("default_login") } : {})}
            input={{ autoCapitalize: "none", spellCheck: false, maxLength: 128 }}
          />
          <TextField name="name" label={t("name")} value={user.name} input={{ maxLength: 128 }} />
          <SelectField
            name="access_level"
            label={t("level")}
            value={user.access_level}
            track
            disabled={fixed}
            {...(fixed ? { help: t(user.default_user ? "default_level" : "own_level") } : {})}
            options={levels.map((id) => ({ id, label: t(`level_${id}`) }))}
          />
          {follows ? null : (
            <SettingFields
              own={user}
              customers={customers}
              asCustomer={(value) => t("as_customer", { value })}
            />
          )}
        </div>
      </FormGroup>
      <ActionBar>
        <SubmitButton>{c("save")}</SubmitButton>
      </ActionBar>
    </ActionForm>
  );
}

async function Address(props: { readonly session: LiveSession; readonly user: WebUserView }) {
  const { session, user } = props;
  const t = await getTranslations("web_users");
  const state = user.email === "" ? "address_none" : user.email_verified_at ? "address_own" : "address_open";
  return (
    <FormGroup
      title={t("email")}
      about={t(user.email === "" && user.default_user ? "address_default" : state, { address: user.email })}
    >
      {user.pending_email !== null && user.pending_until ? (
        <PendingAddress
          i_web_user={user.i_web_user}
          email={user.pending_email}
          until={user.pending_until}
          timeZone={session.timeZone}
          maySend
          mayCancel
        />
      ) : null}
      <ActionForm action={changeAddressAction} prefix="address" className="flex flex-col gap-4">
        <input type="hidden" name="i_web_user" value={user.i_web_user} />
        <TextField
          name="email"
          label={t("new_address")}
          help={await promisingMail(session, t("new_address_help"))}
          input={{ type: "email" }}
        />
        <div>
          <SubmitButton look="plain">{t("send_link")}</SubmitButton>
        </div>
      </ActionForm>
    </FormGroup>
  );
}

async function OneTime({ user }: { readonly user: WebUserView }) {
  const [t, w] = [await getTranslations("one_time_password"), await getTranslations("web_users")];
  return (
    <FormGroup title={t("result")} about={w("one_time_text")}>
      <ActionForm action={webUserOneTimeAction} prefix="once" className="flex flex-col items-start gap-4">
        <OneTimeFields login={user.login} done={`/customers/${user.i_customer}/web-users`} />
        <SubmitButton look="plain">{t("make")}</SubmitButton>
      </ActionForm>
    </FormGroup>
  );
}
