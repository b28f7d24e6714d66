import { ChevronDown } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { type Action, hasRightsOver, holds } from "@/attributes/rights";
import { ButtonLink } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/looks";
import { type Act, mayAct } from "@/server/actor/access-levels";
import type { LiveSession } from "@/server/credentials/sessions";
import type { CustomerInfo } from "@/server/customers/get-customer-info";
import type { EffectiveRights } from "@/server/tree/rights";
import { changeableBy } from "../changeable";
import { MenuLink } from "./menu-link";

type Props = {
  readonly customer: CustomerInfo;
  readonly rights: EffectiveRights;
  readonly reader: LiveSession["actor"];
  /** blocks or unblocks, as a button and as an entry; empty for readers who may not */
  readonly block: Readonly<Record<"button" | "entry", ReactNode>>;
};

/**
 * What the reader can do with a customer, the most used first. The rest is behind *More*, a menu that needs no script
 * and ends with what stops or destroys. A phone has room only for the first.
 */
export async function CustomerActions({ customer, rights, reader, block }: Props) {
  const [t, c, f, p, s] = [
    await getTranslations("customer"),
    await getTranslations("common"),
    await getTranslations("funds"),
    await getTranslations("profiles"),
    await getTranslations("support"),
  ];
  const may = (action: Action, act: Act) =>
    holds(rights, { area: "customers", action }) && mayAct(reader.access_level, act);
  const at = `/customers/${customer.i_customer}`;
  const [funds, manage] = [may("edit", "funds"), may("add", "manage")];
  const edits = may("edit", "read") && changeableBy(reader.access_level).length > 0;
  const helps = mayAct(reader.access_level, "support");
  const below = manage && hasRightsOver(customer, "customers");
  // a copy goes below the same parent as its original
  const beside = customer.i_wholesaler === reader.i_customer ? "" : `parent=${customer.i_wholesaler}&`;
  const first = funds ? (
    <ButtonLink prefetch={false} look="primary" href={`${at}/payment`}>
      {f("payment")}
    </ButtonLink>
  ) : edits ? (
    <ButtonLink prefetch={false} look="primary" href={`${at}/edit`}>
      {c("edit")}
    </ButtonLink>
  ) : helps ? (
    <ButtonLink prefetch={false} look="primary" href={`${at}/open-as`}>
      {s("open_as")}
    </ButtonLink>
  ) : null;
  return (
    <>
      {first}
      {edits && funds ? (
        <ButtonLink prefetch={false} href={`${at}/edit`} className="max-sm:hidden">
          {c("edit")}
        </ButtonLink>
      ) : null}
      {edits ? (
        <ButtonLink prefetch={false} look="quiet" href={`${at}/why-not`} className="max-md:hidden">
          {t("why_not")}
        </ButtonLink>
      ) : null}
      {block.button}
      <More label={f("more")}>
        {funds ? (
          <MenuGroup>
            <MenuLink href={`${at}/credit`}>{f("credit")}</MenuLink>
            <MenuLink href={`${at}/charge`}>{f("charge")}</MenuLink>
            <MenuLink href={`${at}/correct`}>{f("correct")}</MenuLink>
            <MenuLink href={`${at}/credit-limit`}>{f("credit_limit_short")}</MenuLink>
          </MenuGroup>
        ) : null}
        <MenuGroup>
          {edits && funds ? (
            <MenuLink href={`${at}/edit`} className="sm:hidden">
              {c("edit")}
            </MenuLink>
          ) : null}
          {helps && (edits || funds) ? <MenuLink href={`${at}/open-as`}>{s("open_as")}</MenuLink> : null}
          {may("edit", "look_after") ? (
            <MenuLink href={`${at}/one-time-password`}>{t("one_time_password")}</MenuLink>
          ) : null}
          <MenuLink href={`${at}/why-not`} className={edits ? "md:hidden" : ""}>
            {t("why_not")}
          </MenuLink>
        </MenuGroup>
        <MenuGroup>
          {manage ? (
            <MenuLink href={`/customers/new?${beside}copy=${customer.i_customer}`}>{p("copy")}</MenuLink>
          ) : null}
          {manage ? (
            <MenuLink href={`/profiles/new?from=${customer.i_customer}`}>{p("save_as")}</MenuLink>
          ) : null}
          {below ? (
            <MenuLink href={`/customers/new?parent=${customer.i_customer}`}>{t("new_below")}</MenuLink>
          ) : null}
        </MenuGroup>
        <MenuGroup>
          {block.entry}
          {may("delete", "manage") ? (
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
        <ChevronDown size={15} aria-hidden className="text-muted" />
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
