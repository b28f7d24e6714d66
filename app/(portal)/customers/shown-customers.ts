import { formatMoney } from "@/attributes/format-money";
import { formatDateTime } from "@/attributes/format-time";
import { contactColumns } from "@/attributes/lists";
import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import type { Query } from "@/components/list/list-query";
import { getFormatter, getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { type FoundCustomer, type FoundCustomers, findCustomers } from "@/server/customers/find-customers";
import { readReference, spellReference } from "@/server/ground/text/reference";
import { readCustomerFilter } from "@/server/record/customer-filter";
import { customerFilters } from "../../web/customers/customer-filters";
import { stateText } from "../../web/customers/state-mark";
import { shownFilters } from "../../web/lists/filters";
import { pagesOf } from "../../web/lists/pages-of";
import { type Column, chosenColumns, isUsual, mayOrder } from "./columns";
import type { CustomerRow, ShownCell, ShownCustomers } from "./shown";

/** What the list of customers shows at an address, in the reader's words. @throws Refusal 403 */
export async function shownCustomers(session: LiveSession, query: Query): Promise<ShownCustomers> {
  const filters = await customerFilters(query);
  const { sort, order, after, limit } = query;
  const isWrong = filters.wrong.size > 0;
  const [found, shown, locale, t, c, format] = await Promise.all([
    isWrong ? nothing : findCustomers(session.actor, { ...filters.raw, sort, order, after, limit }),
    shownFilters(query, filters),
    getLocale(),
    getTranslations("customers"),
    getTranslations("common"),
    getFormatter(),
  ]);
  const columns = chosenColumns(query.columns);
  const { direct } = isWrong ? { direct: false } : readCustomerFilter(filters.raw);
  const reference = typeof query.q === "string" ? readReference(query.q) : null;
  const reader = { self: session.actor.i_customer, timeZone: session.timeZone, locale, c };
  return {
    ...shown,
    direct,
    note: isWrong
      ? ""
      : found.about
        ? t(direct ? "about_direct" : "about_all", { count: format.number(found.total) })
        : t(direct ? "count_direct" : "count_all", { count: found.total }),
    all: isWrong
      ? ""
      : (await getTranslations("bulk"))(found.about ? "all_about" : "all_matching", {
          count: format.number(found.total),
        }),
    columns,
    usual: isUsual(columns),
    sortable: columns.filter((column) => mayOrder(column, query.direct === "1")),
    rows: isWrong ? null : found.customers.map((customer) => rowOf(customer, columns, reader)),
    reference: reference ? { code: reference, spelled: spellReference(reference) } : null,
    pages: await pagesOf({
      path: "/customers",
      query,
      next: found.next,
      previous: found.previous,
      shown: found.customers.length,
      total: found.total,
      counted: found.about ? "about" : "exactly",
    }),
  };
}

/** What we show while we cannot read one of the filters. */
const nothing: FoundCustomers = { customers: [], total: 0, about: false, next: null, previous: null };

type Reader = {
  readonly self: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly c: Awaited<ReturnType<typeof getTranslations<"common">>>;
};

function rowOf(customer: FoundCustomer, columns: readonly Column[], reader: Reader): CustomerRow {
  const { i_customer, name, blocked, stopped_by, matched } = customer;
  const found = matched ? (matched.number ?? reader.c("number_matches")) : undefined;
  const stop = blocked
    ? true
    : stopped_by
      ? ([stateText(customer, reader.c), stopped_by.i_customer] as const)
      : undefined;
  const row = [i_customer, name, columns.map((column) => cell(column, customer, reader))] as const;
  return found !== undefined || stop !== undefined ? [...row, { found, stop }] : row;
}

function cell(column: Column, customer: FoundCustomer, { self, timeZone, locale }: Reader): ShownCell {
  const { balance, credit_limit, base_currency } = customer;
  const available = millionths(balance) + millionths(credit_limit);
  const money = (amount: string) => {
    const value = millionths(amount);
    if (value === 0n) return "";
    const shown = formatMoney(amount, base_currency, locale);
    // a negative balance is nothing to worry about while there is credit left
    return value < 0n && available < 0n ? ([shown, "neg"] as const) : shown;
  };
  switch (column) {
    case "id":
      return String(customer.i_customer);
    case "login":
      return customer.web_login;
    case "parent":
      return customer.i_wholesaler === self
        ? ([customer.parent_name, "own"] as const)
        : ([customer.parent_name, customer.i_wholesaler] as const);
    case "company":
    case "email":
    case "phone":
    case "city":
      return customer[contactColumns[column]] ?? "";
    case "balance":
      return money(balance);
    case "credit_limit":
      return money(credit_limit);
    case "available":
      return money(fromMillionths(available));
    case "currency":
      return base_currency;
    case "created":
      return formatDateTime(customer.created_at, timeZone, locale);
    default:
      return column satisfies never;
  }
}
