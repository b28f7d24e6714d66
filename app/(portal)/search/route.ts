import { formatMoney } from "@/attributes/format-money";
import type { CustomerHit } from "@/components/shell/palette-data";
import { getLocale, getTranslations } from "@/i18n/texts";
import { suggestCustomers } from "@/server/customers/suggest-customers";
import { Refusal } from "@/server/ground/refusal";
import { currentSession } from "../../web/session/session";

/** Suggests customers to the palette for what somebody has typed so far. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession();
  if (session?.kind !== "full") return answer({ error: "log in" }, 401);
  const query = new URL(request.url).searchParams;
  try {
    const { customers } = await suggestCustomers(session.actor, { q: query.get("q"), ids: query.get("ids") });
    const [t, locale] = await Promise.all([getTranslations("common"), getLocale()]);
    const hits = customers.map(({ balance, base_currency, ...customer }): CustomerHit => {
      return {
        id: customer.i_customer,
        name: customer.name,
        login: customer.web_login,
        number: customer.matched && (customer.matched.number ?? t("number_matches")),
        parent: customer.i_wholesaler === session.actor.i_customer ? null : customer.parent_name,
        blocked: customer.blocked,
        stopped: customer.stopped_by !== null,
        balance: formatMoney(balance, base_currency, locale),
        owes: balance.startsWith("-"),
      };
    });
    return answer({ customers: hits }, 200);
  } catch (error) {
    if (error instanceof Refusal) return answer({ error: error.message }, error.code);
    throw error;
  }
}

/** Answers without caching: the result is private and soon outdated. */
function answer(body: object, status: number): Response {
  return Response.json(body, { status, headers: { "cache-control": "private, no-store" } });
}
