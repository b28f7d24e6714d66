import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatMoney } from "@/attributes/format-money";
import { ButtonLink } from "@/components/ui/button";
import { formatDateTime } from "@/components/ui/date-time";
import { Notice, PageHeading } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import { changeCreditLimit } from "@/server/money/change-credit-limit";
import { Portal } from "../../../../web/portal/portal";
import { demandMay } from "../../../../web/session/may";
import { CreditLimitForm } from "../credit-limit-form";
import { creditLimitWords } from "../credit-limit-words";
import { fundsOf } from "../funds-of";
import { openCustomer } from "../open-customer";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/credit-limit">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: (await getTranslations("funds"))("credit_limit_title", { name: customer.name }) };
}

export default async function CreditLimitPage({ params }: PageProps<"/customers/[i_customer]/credit-limit">) {
  const view = await openCustomer((await params).i_customer);
  const { session, customer, path, self } = view;
  if (self) notFound();
  await demandMay(session, changeCreditLimit);
  const { ends, ...funds } = await fundsOf(view);
  const [t, c, locale] = [await getTranslations("funds"), await getTranslations("common"), await getLocale()];
  const at = `/customers/${customer.i_customer}`;
  return (
    <Portal session={session}>
      <PageHeading
        title={t("credit_limit_title", { name: customer.name })}
        crumbs={path.map(({ i_customer, name }) => ({ label: name, href: `/customers/${i_customer}` }))}
      />
      {ends ? (
        <Notice tone="warn">
          {t("pending", {
            amount: formatMoney(ends.falls_to, funds.currency, locale),
            time: formatDateTime(ends.at, session.timeZone, locale),
          })}
        </Notice>
      ) : null}
      <CreditLimitForm
        i_customer={customer.i_customer}
        back={at}
        funds={funds}
        locale={locale}
        words={await creditLimitWords(view)}
        groups={{
          limit: { title: t("limit_title"), about: t("limit_text") },
          details: { title: t("details"), about: t("limit_details_text") },
        }}
      >
        <ButtonLink look="quiet" href={at}>
          {c("cancel")}
        </ButtonLink>
      </CreditLimitForm>
    </Portal>
  );
}
