import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatDateTime } from "@/attributes/format-time";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { SelectField, TextAreaField, TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import { daysUntil } from "@/server/ground/time/clock";
import { editKey } from "@/server/programs/keys/edit-key";
import { Portal } from "../../../../../web/portal/portal";
import { demandMay } from "../../../../../web/session/may";
import { editKeyAction } from "../../actions";
import { AreasField } from "../../areas-field";
import { crumbsTo, isTaken, openKey, relationTo } from "../../open-key";
import { shownAreas } from "../../shown-areas";

/** In days. */
const lengths = [1, 7, 30, 90, 180, 365];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keys"))("edit_title") };
}

/** A form that offers what a key still reaches, and nothing more. */
export default async function EditKeyPage({ params }: PageProps<"/api/keys/[i_key]/edit">) {
  const { session, key, path } = await openKey((await params).i_key, "/edit");
  await demandMay(session, editKey, relationTo(session, key));
  if (!isTaken(key)) notFound();
  const [t, c, locale] = [await getTranslations("keys"), await getTranslations("common"), await getLocale()];
  const daysLeft = daysUntil(key.line_ends_at);
  const asNow = t("ends_as_now", { at: formatDateTime(key.line_ends_at, session.timeZone, locale) });
  return (
    <Portal session={session}>
      <PageHeading title={t("edit_title")} crumbs={crumbsTo(key, t)} />
      <ActionForm action={editKeyAction} className="form" prefix="key">
        <input type="hidden" name="i_key" value={key.i_key} />
        <FormGroup title={t("what_for")} about={t("edit_text")}>
          <TextField
            name="name"
            label={t("name")}
            help={t("name_help")}
            value={key.name}
            required={c("required_mark")}
            first
            input={{ maxLength: 64 }}
          />
          <SelectField
            name="days"
            label={t("edit_ends")}
            value=""
            options={[
              { id: "", label: asNow },
              ...lengths
                .filter((days) => days < daysLeft)
                .map((days) => ({ id: String(days), label: t("ends_in", { count: days }) })),
            ]}
          />
        </FormGroup>
        <FormGroup title={t("areas")} about={t("areas_text")}>
          <AreasField shown={shownAreas(t, key.areas)} />
        </FormGroup>
        <FormGroup title={t("networks")} about={t("networks_text")}>
          <TextAreaField
            name="networks"
            label={t("networks_label")}
            help={t(key.networks.length === 0 ? "networks_help" : "edit_networks_help")}
            value={key.networks.join("\n")}
            area={{ rows: 3, spellCheck: false, maxLength: 1000 }}
          />
        </FormGroup>
        <ActionBar>
          <SubmitButton>{c("save")}</SubmitButton>
          <ButtonLink look="quiet" href={path}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}
