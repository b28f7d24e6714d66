import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList, Section } from "@/components/ui/page";
import { getFormatter, getLocale, getTranslations } from "@/i18n/texts";
import { type BrandView, getBrand } from "@/server/branding/get-brand";
import { saveBrand } from "@/server/branding/save-brand";
import { WhomToAsk } from "../../../../web/portal/step";
import { may } from "../../../../web/session/may";
import { CustomerPage } from "../customer-page";
import { openCustomer } from "../open-customer";
import { AliasStanding } from "./alias-standing";
import { StartFromParent } from "./start-from-parent";

type Props = PageProps<"/customers/[i_customer]/branding">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer, "summary");
  return { title: `${(await getTranslations("customer"))("branding")} · ${customer.name}` };
}

export default async function BrandingPage({ params }: Props) {
  const view = await openCustomer((await params).i_customer, "summary");
  const { session, customer, path, self, relation } = view;
  const { i_customer } = customer;
  const [brand, maySave, t] = await Promise.all([
    getBrand(session.actor, { i_customer }),
    may(session, saveBrand, relation),
    getTranslations("branding"),
  ]);
  return (
    <CustomerPage view={view} tab="branding">
      <div className="flex max-w-3xl flex-col gap-8">
        <Section
          title={t("in_force")}
          note={t(`from_${brand.from ?? "service"}`, { name: brand.owner ?? "" })}
        >
          {brand.from === "own" ? <Parts brand={brand} /> : null}
          {maySave ? (
            <div className="mt-4 flex flex-wrap gap-2">
              <ButtonLink look={self ? "primary" : "plain"} href={`/customers/${i_customer}/branding/edit`}>
                {t("edit")}
              </ButtonLink>
              {brand.from === "own" || (self && customer.i_wholesaler === null) ? null : (
                <StartFromParent i_customer={i_customer} path={path} roomy />
              )}
            </div>
          ) : (
            <p className="mt-3 text-muted">
              <WhomToAsk session={session} step="brand" relation={relation} />
            </p>
          )}
        </Section>
        <AliasStanding view={view} />
        <Versions view={brand} i_customer={i_customer} timeZone={session.timeZone} may={maySave} />
      </div>
    </CustomerPage>
  );
}

/** The parts of a customer's own brand, and in one line those that the service provides. */
async function Parts({ brand: { inForce } }: { readonly brand: BrandView }) {
  const [t, c, format, locale] = [
    await getTranslations("branding"),
    await getTranslations("common"),
    await getFormatter(),
    await getLocale(),
  ];
  const yes = (value: unknown) => (value ? c("yes") : null);
  const parts: (readonly [label: string, value: string | null | undefined])[] = [
    [t("product_name"), inForce?.product_name],
    [t("accent"), inForce?.accent],
    [t("font"), inForce?.font ? t(`font_${inForce.font}`) : null],
    [t("logo_light"), yes(inForce?.logo_light)],
    [t("logo_dark"), yes(inForce?.logo_dark)],
    [t("favicon"), yes(inForce?.favicon)],
    [t("stylesheet"), yes(inForce?.stylesheet)],
    [t("support"), inForce?.support_email || inForce?.support_phone || inForce?.support_url],
  ];
  const rest = parts
    .filter(([, value]) => !value)
    .map(([label]) => label.charAt(0).toLocaleLowerCase(locale) + label.slice(1));
  return (
    <>
      <DescriptionList rows={parts.flatMap(([label, value]) => (value ? [[label, value] as const] : []))} />
      {rest.length > 0 ? (
        <p className="mt-2 text-[0.8125rem] text-muted">{t("whose_service", { parts: format.list(rest) })}</p>
      ) : null}
    </>
  );
}

/** Every saved version of the brand, to look at and to save again. */
async function Versions(props: {
  readonly view: BrandView;
  readonly i_customer: number;
  readonly timeZone: string;
  readonly may: boolean;
}) {
  const [t, c] = [await getTranslations("branding"), await getTranslations("common")];
  const { versions } = props.view;
  if (versions.length === 0) return null;
  return (
    <Section title={t("versions")} note={t("versions_text")}>
      <ol className="divide-y divide-line">
        {versions.map(({ i_brand_version, at, by }) => (
          <li key={i_brand_version} className="flex items-center justify-between gap-4 py-2">
            <span>
              <DateTime at={at} timeZone={props.timeZone} />{" "}
              <span className="text-muted">· {by ?? c("your_provider")}</span>
            </span>
            {props.may ? (
              <ButtonLink
                look="quiet"
                href={`/customers/${props.i_customer}/branding/edit?version=${i_brand_version}`}
              >
                {t("look")}
              </ButtonLink>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}
