import type { Metadata } from "next";
import { Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { requireSession } from "../../web/session/session";
import { Beyond } from "./beyond";
import { CompanyForm } from "./company-form";
import { OwnAddress } from "./own-address";
import { ownSettings } from "./own-settings";
import { PersonalForm } from "./personal-form";
import { PreferencesPage } from "./preferences-page";
import { shownBeyond } from "./shown-beyond";
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
    const beyond = await shownBeyond(session);
    return (
      <PreferencesPage session={session} part="general">
        <CompanyForm session={session} alone={own?.settings ?? null} />
        {beyond ? <Beyond {...beyond} /> : null}
        {own ? (
          <div className="pt-8">
            <OwnAddress session={session} settings={own.settings} />
          </div>
        ) : null}
        <SupportCode session={session} />
      </PreferencesPage>
    );
  }
  const t = await getTranslations("own_settings");
  return (
    <PreferencesPage session={session} part="personal">
      <div className="flex flex-col gap-8">
        <Section title={t("title")} note={t("text", { customer: session.customer.name })}>
          <PersonalForm settings={own.settings} customers={own.customers} />
        </Section>
        <OwnAddress session={session} settings={own.settings} />
      </div>
    </PreferencesPage>
  );
}
