import type { ReactNode } from "react";
import { hasRightsOver } from "@/attributes/rights";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { buttonClass } from "@/components/ui/looks";
import { getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { createCustomer } from "@/server/customers/create-customer";
import { deleteCustomer } from "@/server/customers/delete-customer";
import type { CustomerInfo } from "@/server/customers/get-customer-info";
import { updateCustomer } from "@/server/customers/update-customer";
import { resetCustomerOneTimePassword } from "@/server/identity/password/reset-one-time-password";
import { customerAddFunds, customerCredit, customerDebit } from "@/server/money/book-funds";
import { changeCreditLimit } from "@/server/money/change-credit-limit";
import { correctBalance } from "@/server/money/correct-balance";
import { addProfile } from "@/server/profiles/profiles";
import { getOpening } from "@/server/support/get-opening";
import { asker } from "../../../web/session/may";
import { MenuLink } from "./menu-link";

type Props = {
  readonly customer: CustomerInfo;
  readonly session: LiveSession;
  /** blocks or unblocks, as a button and as an entry; empty for readers who may not */
  readonly block: Readonly<Record<"button" | "entry", ReactNode>>;
};

/**
 * What the reader can do with a customer, the most used first. The rest is behind *More*, a menu that needs no script
 * and ends with what stops or destroys. A phone has room only for the first.
 */
export async function CustomerActions({ customer, session, block }: Props) {
  const [t, c, f, p, s] = [
    await getTranslations("customer"),
    await getTranslations("common"),
    await getTranslations("funds"),
    await getTranslations("profiles"),
    await getTranslations("support"),
  ];
  const may = await asker(session);
  const at = `/customers/${customer.i_customer}`;
  const [pays, edits, helps] = [may(customerAddFunds), may(updateCustomer), may(getOpening, "below")];
  const creates = may(createCustomer);
  const below = creates && hasRightsOver(customer, "customers");
  // a copy goes below the same parent as its original
  const beside = customer.i_wholesaler === session.actor.i_customer ? "" : `parent=${customer.i_wholesaler}&`;
  const first = pays ? (
    <ButtonLink look="primary" href={`${at}/payment`}>
      {f("payment")}
    </ButtonLink>
  ) : edits ? (
    <ButtonLink look="primary" href={`${at}/edit`}>
      {c("edit")}
    </ButtonLink>
  ) : helps ? (
    <ButtonLink look="primary" href={`${at}/open-as`}>
      {s("open_as")}
    </ButtonLink>
  ) : null;
  return (
    <>
      {first}
      {edits && pays ? (
        <ButtonLink href={`${at}/edit`} className="max-sm:hidden">
          {c("edit")}
        </ButtonLink>
      ) : null}
      {edits ? (
        <ButtonLink look="quiet" href={`${at}/why-not`} className="max-md:hidden">
          {t("why_not")}
        </ButtonLink>
      ) : null}
      {block.button}
      <More label={f("more")}>
        <MenuGroup>
          {may(customerCredit) ? <MenuLink href={`${at}/credit`}>{f("credit")}</MenuLink> : null}
          {may(customerDebit) ? <MenuLink href={`${at}/charge`}>{f("charge")}</MenuLink> : null}
          {may(correctBalance) ? <MenuLink href={`${at}/correct`}>{f("correct")}</MenuLink> : null}
          {may(changeCreditLimit) ? (
            <MenuLink href={`${at}/credit-limit`}>{f("credit_limit_short")}</MenuLink>
          ) : null}
        </MenuGroup>
        <MenuGroup>
          {edits && pays ? (
            <MenuLink href={`${at}/edit`} className="sm:hidden">
              {c("edit")}
            </MenuLink>
          ) : null}
          {helps && (edits || pays) ? <MenuLink href={`${at}/open-as`}>{s("open_as")}</MenuLink> : null}
          {may(resetCustomerOneTimePassword, "below") ? (
            <MenuLink href={`${at}/one-time-password`}>{t("one_time_password")}</MenuLink>
          ) : null}
          <MenuLink href={`${at}/why-not`} className={edits ? "md:hidden" : ""}>
            {t("why_not")}
          </MenuLink>
        </MenuGroup>
        <MenuGroup>
          {creates ? (
            <MenuLink href={`/customers/new?${beside}copy=${customer.i_customer}`}>{p("copy")}</MenuLink>
          ) : null}
          {may(addProfile) ? (
            <MenuLink href={`/profiles/new?from=${customer.i_customer}`}>{p("save_as")}</MenuLink>
          ) : null}
          {below ? (
            <MenuLink href={`/customers/new?parent=${customer.i_customer}`}>{t("new_below")}</MenuLink>
          ) : null}
        </MenuGroup>
        <MenuGroup>
          {block.entry}
          {may(deleteCustomer) ? (
            <MenuLink href={`${at}/delete`} className="text-danger">
              {c("delete")}
            </MenuLink>
          ) : null}
        </MenuGroup>
      </More>
    </>
  );
}

function More({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <button
        type="button"
        popoverTarget="customer-menu"
        className={buttonClass("plain", "menu-button pr-2.5")}
      >
        {label}
        <Icon name="chevron-down" size={15} className="text-muted" />
      </button>
      <div id="customer-menu" popover="auto" className="float menu-below divide-y divide-line">
        {children}
      </div>
    </>
  );
}

function MenuGroup({ children }: { readonly children: ReactNode }) {
  return <ul className="p-1.5 empty:hidden">{children}</ul>;
}
