import type { Metadata } from "next";
import { getTranslations } from "@/i18n/texts";
import { requireSession } from "../../web/session/session";
import { CompanyForm } from "./company-form";
import { OwnAddress } from "./own-address";
import { ownSettings } from "./own-settings";
import { PersonalForm } from "./personal-form";
import { PreferencesPage } from "./preferences-page";
import { SupportCode } from "./support-code";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("preferences"))("title") };
}

/**
 * My preferences. The only web user of a customer has one page for themselves and the customer. A support session has no
 * person, and shows the customer's.
 */
export default async function OwnPreferencesPage() {
  const session = await requireSession("/preferences");
  const own = await ownSettings(session);
  if (own === null || own.alone) {
    return (
      <PreferencesPage session={session} part="general">
        <CompanyForm session={session} alone={own?.settings ?? null} />
        {own ? <OwnAddress session={session} settings={own.settings} /> : null}
        <SupportCode session={session} />
      </PreferencesPage>
    );
  }
  return (
    <PreferencesPage session={session} part="personal">
      <PersonalForm settings={own.settings} customers={own.customers} company={session.customer.name} />
      <OwnAddress session={session} settings={own.settings} />
    </PreferencesPage>
  );
}
