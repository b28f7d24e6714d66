import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SelectField, TextField } from "@/components/form/fields";
import { Notice, Section } from "@/components/ui/page";
import { mayAct } from "@/server/identity/access-levels";
import { getOwnSettings } from "@/server/identity/web-users/own-settings";
import { requireAct } from "../../../session";
import { dictionaryOptions } from "../../customers/options";
import { PendingAddress } from "../../pending-address";
import { changeOwnAddressAction, saveOwnSettingsAction } from "../own-actions";
import { PreferencesPage } from "../preferences-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("preferences"))("mine") };
}

/** What the person itself has, besides its customer. */
export default async function MinePage() {
  const session = await requireAct("/preferences/mine", "own");
  const [{ settings }, t, c, a, options] = await Promise.all([
    getOwnSettings(session.actor, {}),
    getTranslations("own_settings"),
    getTranslations("common"),
    getTranslations("attributes"),
    dictionaryOptions(),
  ]);
  return (
    <PreferencesPage session={session} part="mine">
      <div className="flex flex-col gap-8">
        <Section title={t("title")} note={t("text", { customer: session.customer.name })}>
          <ActionForm action={saveOwnSettingsAction} prefix="own" className="flex flex-col gap-4">
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField
                name="name"
                label={t("name")}
                value={settings.name}
                input={{ maxLength: 128, autoComplete: "name" }}
              />
              {(["i_lang", "i_time_zone", "start_page", "i_export_type"] as const).map((name) => (
                <SelectField
                  key={name}
                  name={name}
                  label={a(name)}
                  value={String(settings[name] ?? "")}
                  options={[{ id: "", label: t("customers") }, ...(options[name] ?? [])]}
                />
              ))}
            </div>
            <div>
              <SubmitButton>{c("save")}</SubmitButton>
            </div>
          </ActionForm>
        </Section>
        <Section
          title={t("email")}
          note={settings.sent_to === "" ? t("email_none") : t("email_is", { address: settings.sent_to })}
        >
          {settings.pending ? (
            <PendingAddress
              i_web_user={session.actor.i_web_user ?? 0}
              email={settings.pending.email}
              until={settings.pending.until}
              timeZone={session.timeZone}
              maySend={mayAct(session.actor.access_level, "web_users")}
              mayCancel
            />
          ) : null}
          {mayAct(session.actor.access_level, "web_users") ? (
            <ActionForm
              action={changeOwnAddressAction}
              prefix="address"
              className="flex max-w-md flex-col gap-4"
            >
              <TextField
                name="email"
                label={t("new_email")}
                help={t("new_email_help")}
                input={{ type: "email", autoComplete: "email" }}
              />
              <div>
                <SubmitButton look="plain">{t("send_link")}</SubmitButton>
              </div>
            </ActionForm>
          ) : (
            <Notice>{t("email_by_administrator")}</Notice>
          )}
        </Section>
      </div>
    </PreferencesPage>
  );
}
