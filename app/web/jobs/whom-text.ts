import { type Query, queryText } from "@/components/list/list-query";
import { getFormatter, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { findCustomers } from "@/server/customers/find-customers";
import { customerFilters } from "../customers/customer-filters";
import type { Chosen } from "./chosen";

/** Whom a selection of the list means. */
export type Whom = {
  /** as `prepareJob` takes them; null: a filter cannot be read */
  readonly raw:
    | { readonly ids: readonly number[] }
    | { readonly filter: Readonly<Record<string, unknown>> }
    | null;
  /** '12 customers' */
  readonly said: string;
  /** the list with the filters of the address */
  readonly list: string;
};

/** Reads whom the address of a page means, and says how many they are. @throws Refusal 403 */
export async function whomIn(session: LiveSession, chosen: Chosen, query: Query): Promise<Whom> {
  const [filters, t, format] = [
    await customerFilters(query),
    await getTranslations("bulk"),
    await getFormatter(),
  ];
  const back = queryText(filters.typed);
  const list = back === "" ? "/customers" : `/customers?${back}`;
  if (chosen !== "all")
    return { raw: { ids: [...chosen] }, said: t("customers", { count: chosen.size }), list };
  if (filters.wrong.size > 0) return { raw: null, said: "", list };
  const { total, about } = await findCustomers(session.actor, { ...filters.raw, limit: 1 });
  const said = about
    ? t("about_customers", { count: format.number(total) })
    : t("customers", { count: total });
  return { raw: { filter: filters.raw }, said, list };
}
