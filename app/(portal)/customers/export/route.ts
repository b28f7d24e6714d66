import { getLocale, getTranslations } from "@/i18n/texts";
import { findCustomers } from "@/server/customers/find-customers";
import { batchSize, inBatches } from "@/server/files/export/in-batches";
import { customerFilters } from "../../../web/customers/customer-filters";
import { stateText } from "../../../web/customers/state-mark";
import { chosenIn } from "../../../web/jobs/chosen";
import { exportResponse, notLoggedIn } from "../../../web/lists/export-response";
import { queryOf } from "../../../web/lists/query-of";
import { currentSession } from "../../../web/session/session";
import { chosenColumns } from "../columns";
import { exportColumns } from "./export-columns";
import { wholeColumns } from "./whole-columns";

/**
 * Sends the list of customers as a file: all pages that match the query of the page, with the columns that it shows, or
 * (`?whole=1`) with all from which an import makes them again. `ids` takes some of them.
 */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession();
  if (session?.kind !== "full") return await notLoggedIn();
  const query = queryOf(request);
  const whole = query.whole === "1";
  const filters = await customerFilters(query);
  const chosen = chosenIn(query);
  const only = chosen === null || chosen === "all" ? {} : { only: [...chosen] };
  const [t, c] = [await getTranslations("customers"), await getTranslations("common")];
  return await exportResponse(session, request, {
    name: "customers",
    title: t("title"),
    columns: whole
      ? wholeColumns(await getLocale())
      : exportColumns(chosenColumns(query.columns), t, (customer) => stateText(customer, c)),
    wrong: filters.wrong,
    rows: inBatches(async (after) => {
      const { sort, order } = query;
      const raw = { ...filters.raw, ...only, sort, order, after, limit: batchSize, counted: false, whole };
      const { customers, next } = await findCustomers(session.actor, raw, after ? { continues: true } : {});
      return { rows: customers, next };
    }),
  });
}
