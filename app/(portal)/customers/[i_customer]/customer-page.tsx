import type { ReactNode } from "react";
import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import { hasRightsOver } from "@/attributes/rights";
import { Money } from "@/components/ui/money";
import { PageHeading, Stat, TabLinks } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { listWebUsers } from "@/server/identity/web-users/list-web-users";
import { listNotes } from "@/server/notes/list-notes";
import { Portal } from "../../../web/portal/portal";
import { asker } from "../../../web/session/may";
import { BlockLine, BlockLink, StateOfCustomer } from "./block-line";
import { CreditLimitStat } from "./credit-limit-stat";
import { CustomerActions } from "./customer-actions";
import { NoteLine } from "./note-line";
import type { CustomerView } from "./open-customer";

export const tabs = [
  "details",
  "billing",
  "permissions",
  "limits",
  "self_care",
  "branding",
  "web_users",
  "ledger",
  "history",
  "notes",
] as const;
export type Tab = (typeof tabs)[number];

/** The frame of a page about a customer: summary on top, tabs, actions. */
export async function CustomerPage({
  view,
  tab,
  children,
}: {
  readonly view: CustomerView;
  readonly tab: Tab;
  readonly children: ReactNode;
}) {
  const { session, customer, path, self } = view;
  const [t, c, o] = [
    await getTranslations("customer"),
    await getTranslations("common"),
    await getTranslations("overview"),
  ];
  const at = `/customers/${customer.i_customer}`;
  const { balance = "0.000000", credit_limit = "0.000000", base_currency } = customer;
  return (
    <Portal session={session}>
      <PageHeading
        title={customer.name}
        crumbs={path
          .slice(0, -1)
          .map(({ i_customer, name }) => ({ label: name, href: `/customers/${i_customer}` }))}
        note={
          <span className="flex flex-wrap items-center gap-2">
            <span>
              {hasRightsOver(customer, "customers") ? c("reseller") : c("customer")} · {t("id")}{" "}
              {customer.i_customer} · {customer.web_login}
            </span>
            <StateOfCustomer view={view} />
          </span>
        }
        beside
        actions={
          self ? null : (
            <CustomerActions
              customer={customer}
              session={session}
              block={{ button: <BlockLink view={view} />, entry: <BlockLink view={view} inMenu /> }}
            />
          )
        }
      />
      <BlockLine view={view} />
      <div className="mb-5 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4" data-part="summary">
        <Stat label={o("balance")}>
          <Money amount={balance} currency={base_currency} />
        </Stat>
        <CreditLimitStat view={view} back={addressOfTab(at, tab)} />
        <Stat label={o("available")}>
          <Money
            amount={fromMillionths(millionths(balance) + millionths(credit_limit))}
            currency={base_currency}
          />
        </Stat>
        <Stat label={t("currency")}>{base_currency}</Stat>
      </div>
      {tab === "notes" ? null : <NoteLine view={view} />}
      <TabLinks
        label={t("tabs")}
        tabs={(await tabsFor(view)).map((name) => ({
          href: addressOfTab(at, name),
          label: t(name),
          current: name === tab,
        }))}
      />
      {children}
    </Portal>
  );
}

/** The tabs that the reader may open: support reads neither notes nor web users. */
async function tabsFor({ session, relation }: CustomerView): Promise<readonly Tab[]> {
  const may = await asker(session);
  const shown: Partial<Record<Tab, boolean>> = {
    web_users: may(listWebUsers, relation),
    notes: may(listNotes, relation),
  };
  return tabs.filter((tab) => shown[tab] ?? true);
}

/** The address of a tab. */
function addressOfTab(at: string, tab: Tab): string {
  return tab === "details" ? at : `${at}/${tab.replace("_", "-")}`;
}
