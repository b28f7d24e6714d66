import { randomUUID } from "node:crypto";
import { formatMoney } from "@/attributes/format-money";
import { formatDateTime } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import { Stat } from "@/components/ui/page";
import { getLocale, getTranslations } from "@/i18n/texts";
import { changeCreditLimit } from "@/server/money/change-credit-limit";
import { may } from "../../../web/session/may";
import { CreditLimitInPlace } from "./credit-limit-in-place";
import { creditLimitWords } from "./credit-limit-words";
import { fundsOf } from "./funds-of";
import type { CustomerView } from "./open-customer";

/** The credit limit in the summary; readers who may change it can do so right here. @param back the present page */
export async function CreditLimitStat({
  view,
  back,
}: {
  readonly view: CustomerView;
  readonly back: string;
}) {
  const { session, customer, self } = view;
  const [o, f, c] = [
    await getTranslations("overview"),
    await getTranslations("funds"),
    await getTranslations("common"),
  ];
  const { credit_limit = "0.000000", base_currency } = customer;
  if (self) {
    return (
      <Stat label={o("credit_limit")}>
        <Money amount={credit_limit} currency={base_currency} />
      </Stat>
    );
  }
  const [funds, mayChange, locale] = [
    await fundsOf(view),
    await may(session, changeCreditLimit),
    await getLocale(),
  ];
  const amount = <Money amount={funds.credit_limit} currency={funds.currency} />;
  const pending = funds.ends
    ? f("until_then", {
        time: formatDateTime(funds.ends.at, session.timeZone, locale),
        amount: formatMoney(funds.ends.falls_to, funds.currency, locale),
      })
    : null;
  return (
    <Stat label={o("credit_limit")} note={pending}>
      {mayChange ? (
        <CreditLimitInPlace
          href={`/customers/${customer.i_customer}/credit-limit`}
          title={f("credit_limit_short")}
          cancel={c("cancel")}
          version={randomUUID()}
          i_customer={customer.i_customer}
          back={back}
          funds={{
            balance: funds.balance,
            credit_limit: funds.credit_limit,
            currency: funds.currency,
            can_give: funds.can_give,
          }}
          locale={locale}
          words={await creditLimitWords(view)}
        >
          {amount}
        </CreditLimitInPlace>
      ) : (
        amount
      )}
    </Stat>
  );
}
