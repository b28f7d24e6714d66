import type { Metadata } from "next";
import { isAttributeName } from "@/attributes/customer";
import { ButtonLink } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { spellReference } from "@/server/ground/text/reference";
import { getRefusal } from "@/server/refusals/get-refusal";
import { reasonText } from "../../../web/forms/refusal-text";
import { Portal } from "../../../web/portal/portal";
import { requireFor } from "../../../web/session/may";

export async function generateMetadata({ params }: PageProps<"/refusals/[reference]">): Promise<Metadata> {
  const { reference } = await params;
  return { title: (await getTranslations("why_not"))("refusal", { reference: reference.slice(0, 20) }) };
}

export default async function RefusalPage({ params }: PageProps<"/refusals/[reference]">) {
  const { reference } = await params;
  const session = await requireFor(`/refusals/${encodeURIComponent(reference)}`, getRefusal);
  const found = await getRefusal(session.actor, { reference });
  const [t, c, h, a, deeds] = [
    await getTranslations("why_not"),
    await getTranslations("common"),
    await getTranslations("history"),
    await getTranslations("attributes"),
    await getTranslations("deeds"),
  ];
  const { by, attribute, operation, door, code, reason_key, reason_values } = found;
  const who = by?.i_web_user ? `user ${by.i_web_user}` : "";
  return (
    <Portal session={session}>
      <PageHeading
        title={t("refusal", { reference: spellReference(found.reference) })}
        note={await reasonText({ code, key: reason_key, values: reason_values })}
        actions={
          by ? (
            <ButtonLink
              look="primary"
              href={`/customers/${by.i_customer}/why-not?${new URLSearchParams({ who: door === "api" ? "api" : who, what: operation })}`}
            >
              {t("look_again")}
            </ButtonLink>
          ) : null
        }
      />
      <div className="max-w-3xl">
        <DescriptionList
          rows={[
            [t("when"), <DateTime key="at" at={found.at} timeZone={session.timeZone} seconds />],
            [
              t("what"),
              deeds.has(operation as "createCustomer") ? deeds(operation as "createCustomer") : operation,
            ],
            [
              t("refused_to"),
              by ? (
                <a key="by" href={`/customers/${by.i_customer}`} className="hover:underline">
                  {by.login ? `${by.login} · ${by.name}` : by.name}
                </a>
              ) : (
                c("your_provider")
              ),
            ],
            [t("door"), h(`door_${door as "web"}`)],
            [
              t("scope"),
              <a key="scope" href={`/customers/${found.i_customer}`} className="hover:underline">
                {found.name}
              </a>,
            ],
            ...(attribute
              ? ([[t("about"), isAttributeName(attribute) ? a(attribute) : attribute]] as [string, string][])
              : []),
            [t("fault"), `${code} · ${found.message}`],
          ]}
        />
      </div>
    </Portal>
  );
}
