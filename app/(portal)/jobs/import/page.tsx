import type { Metadata } from "next";
import { FormGroup } from "@/components/form/form-group";
import { addressOf } from "@/components/list/list-query";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { getCustomerInfo } from "@/server/customers/get-customer-info";
import { beginImport } from "@/server/jobs/begin-import";
import { idIn } from "../../../web/forms/id-in";
import { UploadForm } from "../../../web/imports/upload-form";
import { uploadWords } from "../../../web/imports/upload-words";
import { Portal } from "../../../web/portal/portal";
import { requireFor } from "../../../web/session/may";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

/** Uploads a file of customers, which are to be below the reader's customer or the one that the address names. */
export default async function ImportPage({ searchParams }: PageProps<"/jobs/import">) {
  const query = await searchParams;
  const session = await requireFor(addressOf("/jobs/import", query, {}), beginImport);
  const [t, customers, form] = [
    await getTranslations("imports"),
    await getTranslations("customers"),
    await getTranslations("customer_form"),
  ];
  const { parent } = query;
  const below = parent === undefined ? null : idIn(parent);
  const named =
    below === null || below === session.actor.i_customer
      ? null
      : (await getCustomerInfo(session.actor, { i_customer: below })).customer;
  return (
    <Portal session={session}>
      <PageHeading
        title={t("title")}
        crumbs={[{ label: customers("title"), href: "/customers" }]}
        note={named ? form("below", { name: named.name }) : null}
      />
      <div className="form">
        <FormGroup title={t("file")} about={t("file_text")}>
          <UploadForm
            action="/jobs/import/upload"
            fields={named && below !== null ? { parent: String(below) } : {}}
            words={await uploadWords("send")}
          />
        </FormGroup>
        <FormGroup title={t("what_next")}>
          <ol className="list-decimal ps-5 text-muted">
            <li>{t("step_columns")}</li>
            <li>{t("step_check")}</li>
            <li>{t("step_start")}</li>
          </ol>
        </FormGroup>
      </div>
    </Portal>
  );
}
