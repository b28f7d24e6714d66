import { hasRightsOver } from "@/attributes/rights";
import type { MenuEntry } from "@/components/ui/menu";
import { getTranslations } from "@/i18n/texts";
import { blockCustomer } from "@/server/customers/block-customer";
import { createCustomer } from "@/server/customers/create-customer";
import { deleteCustomer } from "@/server/customers/delete-customer";
import { unblockCustomer } from "@/server/customers/unblock-customer";
import { updateCustomer } from "@/server/customers/update-customer";
import { resetCustomerOneTimePassword } from "@/server/identity/password/reset-one-time-password";
import { customerAddFunds, customerCredit, customerDebit } from "@/server/money/book-funds";
import { changeCreditLimit } from "@/server/money/change-credit-limit";
import { correctBalance } from "@/server/money/correct-balance";
import { getStatement } from "@/server/money/get-statement";
import { addProfile } from "@/server/profiles/profiles";
import { getOpening } from "@/server/support/get-opening";
import { asker } from "../../../web/session/may";
import type { ActionLink, ShownActions } from "./actions-view";
import type { CustomerView } from "./open-customer";

/** What the reader can do with a customer below it. */
export async function shownActions({ session, customer, blocks }: CustomerView): Promise<ShownActions> {
  const [t, may] = [await getTranslations(), await asker(session)];
  const at = `/customers/${customer.i_customer}`;
  const [pays, edits, helps] = [may(customerAddFunds), may(updateCustomer), may(getOpening, "below")];
  const creates = may(createCustomer);
  // a copy goes below the same parent as its original
  const beside = customer.i_wholesaler === session.actor.i_customer ? "" : `parent=${customer.i_wholesaler}&`;
  const edit = { href: `${at}/edit`, label: t("common.edit") };
  const openAs = { href: `${at}/open-as`, label: t("support.open_as") };
  const whyNot = { href: `${at}/why-not`, label: t("customer.why_not") };
  const isBlocked = blocks.some(({ own, liftable }) => own && liftable);
  const block: ActionLink | null = may(isBlocked ? unblockCustomer : blockCustomer)
    ? {
        href: `${at}/${isBlocked ? "unblock" : "block"}`,
        label: t(isBlocked ? "block_customer.unblock" : "block_customer.block"),
      }
    : null;
  const first = pays
    ? { href: `${at}/payment`, label: t("funds.payment") }
    : edits
      ? edit
      : helps
        ? openAs
        : null;
  const menu: readonly (readonly (MenuEntry | false | null)[])[] = [
    [
      may(customerCredit) && { href: `${at}/credit`, label: t("funds.credit") },
      may(customerDebit) && { href: `${at}/charge`, label: t("funds.charge") },
      may(correctBalance) && { href: `${at}/correct`, label: t("funds.correct") },
      may(changeCreditLimit) && { href: `${at}/credit-limit`, label: t("funds.credit_limit_short") },
    ],
    [
      edits && pays && { ...edit, until: "sm" },
      helps && (edits || pays) && openAs,
      may(resetCustomerOneTimePassword, "below") && {
        href: `${at}/one-time-password`,
        label: t("customer.one_time_password"),
      },
      edits ? { ...whyNot, until: "md" } : whyNot,
    ],
    [
      hasRightsOver(customer, "customers") &&
        may(getStatement) && {
          href: `/statement?of=${customer.i_customer}`,
          label: t("ledger.statement_below"),
        },
      creates && {
        href: `/customers/new?${beside}copy=${customer.i_customer}`,
        label: t("profiles.copy"),
      },
      may(addProfile) && { href: `/profiles/new?from=${customer.i_customer}`, label: t("profiles.save_as") },
      creates &&
        hasRightsOver(customer, "customers") && {
          href: `/customers/new?parent=${customer.i_customer}`,
          label: t("customer.new_below"),
        },
    ],
    [
      block && { ...block, danger: !isBlocked },
      may(deleteCustomer) && { href: `${at}/delete`, label: t("common.delete"), danger: true },
    ],
  ];
  return {
    ...(edits ? { whyNot } : {}),
    ...(edits && pays ? { edit } : {}),
    ...(first ? { first } : {}),
    more: t("common.more"),
    menu: menu
      .map((group) => group.filter((entry) => entry !== false && entry !== null))
      .filter((group) => group.length > 0),
  };
}
