import { getTranslations } from "next-intl/server";
import type { Standing } from "@/server/customers/own-standing";
import { type Act, mayAct } from "@/server/identity/access-levels";
import type { CustomerView } from "../customer-page";
import { mayLookAfter } from "../web-users/may-look-after";

/** Says what the reader lacks to change something of a customer's brand, and whom to ask; null if nothing is lacking. */
export async function lacking(
  view: CustomerView,
  own: Standing,
  acts: readonly Act[],
): Promise<string | null> {
  const { access_level: level } = view.session.actor;
  const t = await getTranslations("refusals");
  if (!acts.every((act) => mayAct(level, act)))
    return level === "IN_SUPPORT" ? t("support_reach") : t("access_level", { level });
  return mayLookAfter(view, own) ? null : t("right_missing", { area: "customers", action: "edit" });
}
