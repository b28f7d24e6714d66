import type { Metadata } from "next";
import { Notice, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { getBrand } from "@/server/branding/get-brand";
import { previewBrand } from "@/server/branding/preview-brand";
import { saveBrand } from "@/server/branding/save-brand";
import { updateCustomer } from "@/server/customers/update-customer";
import { updateOwnData } from "@/server/customers/update-own-data";
import { Portal } from "../../../../../web/portal/portal";
import { asker, demandMay } from "../../../../../web/session/may";
import { openCustomer } from "../../open-customer";
import { BrandForm } from "../brand-form";
import { sayPreview } from "../say-preview";
import { StartFromParent } from "../start-from-parent";

type Props = PageProps<"/customers/[i_customer]/branding/edit">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: `${(await getTranslations("branding"))("edit")} · ${customer.name}` };
}

export default async function EditBrandPage({ params, searchParams }: Props) {
  const { session, customer, path, self, relation } = await openCustomer((await params).i_customer);
  await demandMay(session, saveBrand, relation);
  const { version, start } = await searchParams;
  const { i_customer } = customer;
  const parent = path.at(-2);
  const { own } = await getBrand(session.actor, {
    i_customer,
    ...(typeof version === "string" ? { i_brand_version: version } : {}),
    start,
  });
  const { footer_links, ...values } = own.values;
  const links = Object.fromEntries(
    footer_links.flatMap(({ label, href }, at) => [
      [`footer_label.${at}`, label],
      [`footer_href.${at}`, href],
    ]),
  );
  const first = await previewBrand(session.actor, { i_customer, ...values, ...links, css: own.css });
  const [t, may] = [await getTranslations("branding"), await asker(session)];
  const mayStyle =
    relation === "own"
      ? may(updateOwnData, relation, { names: ["css"] })
      : may(updateCustomer, relation, { values: { css: "" } });
  return (
    <Portal session={session}>
      <PageHeading
        title={t("edit")}
        crumbs={[
          ...path.map((step) => ({ label: step.name, href: `/customers/${step.i_customer}` })),
          { label: t("title"), href: `/customers/${i_customer}/branding` },
        ]}
        actions={
          path.length > 1 || (self && customer.i_wholesaler !== null) ? (
            <StartFromParent i_customer={i_customer} path={path} />
          ) : null
        }
      />
      {start === "parent" ? (
        <Notice>{parent ? t("is_parents", { name: parent.name }) : t("is_providers")}</Notice>
      ) : typeof version === "string" ? (
        <Notice>{t("is_version")}</Notice>
      ) : null}
      <BrandForm customer={customer} brand={own} first={await sayPreview(first)} mayStyle={mayStyle} />
    </Portal>
  );
}
