import { formatMoney } from "@/attributes/format-money";
import type { CustomerHit } from "@/components/shell/palette-data";
import { getLocale, getTranslations } from "@/i18n/texts";
import { suggestCustomers } from "@/server/customers/suggest-customers";
import { answerRows, firstOf } from "../../web/lists/rows-route";

/** Suggests customers to the palette for what somebody has typed so far. */
export const GET = answerRows(async ({ actor }, query) => {
  const raw = { q: firstOf(query.q) ?? null, ids: firstOf(query.ids) ?? null };
  const { customers } = await suggestCustomers(actor, raw);
  const [t, locale] = await Promise.all([getTranslations("common"), getLocale()]);
  const hits = customers.map(({ balance, base_currency, ...customer }): CustomerHit => {
    return {
      id: customer.i_customer,
      name: customer.name,
      login: customer.web_login,
      number: customer.matched && (customer.matched.number ?? t("number_matches")),
      parent: customer.i_wholesaler === actor.i_customer ? null : customer.parent_name,
      blocked: customer.blocked,
      stopped: customer.stopped_by !== null,
      balance: formatMoney(balance, base_currency, locale),
      owes: balance.startsWith("-"),
    };
  });
  return { customers: hits };
});
