import { randomBytes } from "node:crypto";
import type { Metadata } from "next";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SelectField, TextAreaField, TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { OnceInstead } from "@/components/form/once-instead";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { makeKey } from "@/server/programs/keys/make-key";
import { keyLasts } from "@/server/programs/keys/read-new-key";
import { Portal } from "../../../../web/portal/portal";
import { requireFor } from "../../../../web/session/may";
import { requireFresh } from "../../../../web/session/session";
import { makeKeyAction } from "../actions";
import { AreasField } from "../areas-field";
import { shownAreas } from "../shown-areas";

const lengths = [7, 30, keyLasts.usualDays, 180, 365, keyLasts.mostDays];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keys"))("new") };
}

export default async function NewKeyPage() {
  const session = await requireFor("/api/keys/new", makeKey);
  await requireFresh(session, "/api/keys/new");
  const [t, c] = [await getTranslations("keys"), await getTranslations("common")];
  return (
    <Portal session={session}>
      <PageHeading title={t("new")} crumbs={[{ label: t("title"), href: "/api" }]} />
      <ActionForm action={makeKeyAction} className="form" prefix="key">
        <OnceInstead
          label={t("made")}
          words={{ once: t("made_once") }}
          done={{ href: "/api", label: c("done") }}
        >
          {/* a browser that sends the form again gets no second key */}
          <input type="hidden" name="form" value={randomBytes(18).toString("base64url")} />
          <FormGroup title={t("what_for")} about={t("text_own")}>
            <TextField
              name="name"
              label={t("name")}
              help={t("name_help")}
              required={c("required_mark")}
              first
              input={{ maxLength: 64 }}
            />
            <SelectField
              name="days"
              label={t("lasts")}
              help={t("lasts_help")}
              value={String(keyLasts.usualDays)}
              options={lengths.map((days) => ({ id: String(days), label: t("days", { count: days }) }))}
            />
          </FormGroup>
          <FormGroup title={t("areas")} about={t("areas_text")}>
            <AreasField shown={shownAreas(t)} />
          </FormGroup>
          <FormGroup title={t("networks")} about={t("networks_text")}>
            <TextAreaField
              name="networks"
              label={t("networks_label")}
              help={t("networks_help")}
              area={{ rows: 3, spellCheck: false, maxLength: 1000 }}
            />
          </FormGroup>
          <ActionBar>
            <SubmitButton>{t("make")}</SubmitButton>
            <ButtonLink look="quiet" href="/api">
              {c("cancel")}
            </ButtonLink>
          </ActionBar>
        </OnceInstead>
      </ActionForm>
    </Portal>
  );
}
