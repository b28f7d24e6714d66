import type { Metadata } from "next";
import { copiedAttributes } from "@/attributes/copied";
import { linesOf } from "@/components/choices/option-lines";
import { ActionBar } from "@/components/form/action-bar";
import { ActionForm, SubmitButton } from "@/components/form/action-form";
import { CheckField, SelectField, TextField } from "@/components/form/fields";
import { FormGroup } from "@/components/form/form-group";
import { RadioField } from "@/components/form/radio-field";
import { ButtonLink } from "@/components/ui/button";
import { noticeClass } from "@/components/ui/looks";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { getFormChoices } from "@/server/customers/form-choices";
import type { Target } from "@/server/files/import/target";
import type { ToldImport } from "@/server/jobs/read-import";
import { CustomerFields } from "../../../../../web/customers/customer-fields";
import { defaultsFor } from "../../../../../web/customers/defaults";
import { customerOptions } from "../../../../../web/customers/options";
import { openImport } from "../../../../../web/imports/open-import";
import { targetOptions } from "../../../../../web/imports/targets";
import { Portal } from "../../../../../web/portal/portal";
import { mapImportAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("columns_title") };
}

/** Says what the columns of a file mean, what is the same for all rows, and whom to make or change. */
export default async function ColumnsPage({ params }: PageProps<"/jobs/import/[i_import]/columns">) {
  const { i_import } = await params;
  const { session, told } = await openImport(i_import);
  const [t, c, labels, form] = [
    await getTranslations("imports"),
    await getTranslations("common"),
    await getTranslations("attributes"),
    await getTranslations("customer_form"),
  ];
  const choices = await getFormChoices(session.actor, { i_wholesaler: told.i_scope });
  const options = await customerOptions(choices, null);
  const base = defaultsFor(choices);
  const said = told.act ?? told.remembered;
  const all = told.act?.all ?? {};
  const hasTariffs = meaningsIn(told).includes("i_tariff");
  return (
    <Portal session={session}>
      <PageHeading
        title={t("columns_title")}
        crumbs={[{ label: t("title"), href: "/jobs/import" }]}
        note={t("columns_note", { file: told.file, count: told.headers.length })}
      />
      {told.program === null ? null : (
        <div className={noticeClass("plain", "max-w-[832px]")} data-part="program">
          {t(`program.${told.program}`)}
        </div>
      )}
      <ActionForm action={mapImportAction} className="form">
        <input type="hidden" name="i_job" value={told.i_job} />
        <input type="hidden" name="count" value={told.headers.length} />
        <FormGroup title={t("columns")} about={t("columns_text")}>
          <Columns told={told} />
        </FormGroup>
        <FormGroup title={t("whom")} about={t("whom_text")}>
          <RadioField
            name="mode"
            label={t("mode")}
            value={said?.mode ?? "create"}
            options={(["create", "update", "both"] as const).map((id) => ({ id, label: t(`mode_${id}`) }))}
          />
          <RadioField
            name="key"
            label={t("key")}
            value={said?.key ?? "name"}
            options={(["name", "login", "id"] as const).map((id) => ({ id, label: t(`key_${id}`) }))}
          />
          <div className="fields mt-4">
            <CheckField name="clears" label={t("clears")} value={said?.clears ? "1" : "0"} />
            <CheckField name="corrects" label={t("corrects")} value={said?.corrects ? "1" : "0"} />
          </div>
        </FormGroup>
        <FormGroup title={form("first_log_in")} about={t("first_text")}>
          <RadioField
            name="first"
            label={t("first")}
            value={said?.first ?? "invitation"}
            options={(session.support
              ? (["invitation"] as const)
              : (["invitation", "generated", "column"] as const)
            ).map((id) => ({ id, label: t(`first_${id}`) }))}
          />
          {session.support ? null : <CheckField name="must_change" label={form("must_change")} value="1" />}
        </FormGroup>
        <FormGroup title={t("all")} about={t("all_text")}>
          <div className="fields">
            <SelectField
              name="i_tariff"
              label={labels("i_tariff")}
              help={hasTariffs ? undefined : t("no_tariff_column")}
              value={all.i_tariff === undefined ? "none" : String(all.i_tariff ?? "")}
              options={[
                { id: "none", label: t(hasTariffs ? "no_tariff" : "choose_tariff") },
                ...(choices.rights.use_own_tariff === 1 ? [{ id: "", label: form("own_tariff") }] : []),
                ...(options.i_tariff ?? []),
              ]}
            />
            <TextField name="parent" label={t("parent")} help={t("parent_help")} input={{ maxLength: 128 }} />
          </div>
        </FormGroup>
        <CustomerFields
          choices={choices}
          options={options}
          values={{ ...base, ...all }}
          base={base}
          isNew
          own
          ofProfile
          among={copiedAttributes}
        />
        <ActionBar>
          <SubmitButton>{t("check")}</SubmitButton>
          <ButtonLink look="quiet" href={told.act ? `/jobs/${told.i_job}` : "/jobs/import"}>
            {c("cancel")}
          </ButtonLink>
        </ActionBar>
      </ActionForm>
    </Portal>
  );
}

/** What each column means, as far as somebody has said it, or it seems. */
function meaningsIn({ act, remembered, suggested, headers }: ToldImport): readonly Target[] {
  const known = (act ?? remembered)?.columns;
  return headers.map((_, column) => known?.[column] ?? suggested[column]?.target ?? "ignore");
}

/** A choice for each column, with what stands in its first rows. */
async function Columns({ told }: { readonly told: ToldImport }) {
  const t = await getTranslations("imports");
  const options = linesOf(await targetOptions());
  const meanings = meaningsIn(told);
  return (
    <div className="fields" data-part="columns">
      {told.headers.map((header, column) => {
        const values = told.samples.map((cells) => cells[column] ?? "").filter((text) => text !== "");
        const shown = values.map((text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)).join(" · ");
        return (
          <SelectField
            // biome-ignore lint/suspicious/noArrayIndexKey: columns stand in their places, and may have one header
            key={column}
            name={`column.${column}`}
            label={header === "" ? t("column_without", { number: column + 1 }) : header}
            help={shown === "" ? t("no_values") : shown}
            value={meanings[column] ?? "ignore"}
            options={options}
          />
        );
      })}
    </div>
  );
}
