import { timeZoneText } from "@/components/ui/date-time";
import { getTranslations } from "@/i18n/texts";
import type { AmountWords } from "./amount-field";
import type { CreditLimitWords } from "./credit-limit-form";
import type { CustomerView } from "./open-customer";

/** The words of the form for the credit limit, the only ones the browser gets. */
export async function creditLimitWords(view: CustomerView): Promise<CreditLimitWords> {
  const t = await getTranslations("funds");
  return {
    ...(await previewWords(view)),
    label: t("new_limit"),
    help: t("new_limit_help"),
    note: t("note"),
    note_help: t("note_limit_help"),
    until: t("until"),
    until_help: t("until_help", { zone: timeZoneText(view.session.timeZone) }),
    change: t("change"),
  };
}

/** The words of every field for an amount; the browser fills in the amounts of a preview. */
export async function previewWords({
  session,
  path,
}: CustomerView): Promise<Omit<AmountWords, "label" | "help">> {
  const [t, c] = [await getTranslations("funds"), await getTranslations("common")];
  const parent = path.at(-2);
  const own = parent === undefined || parent.i_customer === session.actor.i_customer;
  const values = { name: parent?.name ?? "", amount: "{amount}" };
  return {
    required: c("required_mark"),
    balance: t("balance"),
    credit_limit: t("credit_limit"),
    available: t("available"),
    can_give: own ? t("you_can_give", values) : t("parent_can_give", values),
    too_much: own ? t("you_give_too_much", values) : t("parent_gives_too_much", values),
  };
}
