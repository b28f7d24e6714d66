import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "@/i18n/texts";
import { updateOwnData } from "@/server/customers/update-own-data";
import { requireFor } from "../../../web/session/may";
import { CompanyForm } from "../company-form";
import { ownSettings } from "../own-settings";
import { PreferencesPage } from "../preferences-page";
import { SupportCode } from "../support-code";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("preferences"))("company") };
}

/** The company's preferences, if it has several people. */
export default async function CompanyPage() {
  // the form leaves out what the level may not change
  const session = await requireFor("/preferences/company", updateOwnData);
  const own = await ownSettings(session);
  if (own === null || own.alone) redirect("/preferences");
  const t = await getTranslations("preferences");
  return (
    <PreferencesPage session={session} part="company">
      <p className="mb-6 text-muted">{t("company_text", { customer: session.customer.name })}</p>
      <CompanyForm session={session} alone={null} />
      <SupportCode session={session} />
    </PreferencesPage>
  );
}
