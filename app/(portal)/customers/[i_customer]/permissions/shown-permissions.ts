import { actionNames, areas, maskOf, maskWhere } from "@/attributes/rights";
import { getTranslations, type Texts } from "@/i18n/texts";
import type { RightExplained, RightsExplained } from "@/server/customers/explain-rights";
import { featureNames, flagNames } from "../../../../web/customers/permission-matrix";
import type { InForce, ShownPermissions } from "./permissions-view";

/** Permissions in the reader's words. */
export async function shownPermissions(rights: RightsExplained): Promise<Omit<ShownPermissions, "bounds">> {
  const t = await getTranslations();
  const switches = (title: string, names: typeof flagNames) => {
    const items = names.map((name) => [t(`attributes.${name}`), standing(rights[name], 1, t)] as const);
    const count = items.filter(([, is]) => is === 1).length;
    return { title: t("rights.counted", { title, count, all: items.length }), items };
  };
  return {
    matrix: t("rights.matrix"),
    heads: [t("rights.area"), ...actionNames.map((action) => t(`rights.${action}`))],
    rows: areas.map((area) => [
      t(`attributes.${maskOf[area]}`),
      ...actionNames.map((action) =>
        standing(
          rights[maskOf[area]],
          maskWhere((one) => one === action),
          t,
        ),
      ),
    ]),
    switches: [switches(t("rights.flags"), flagNames), switches(t("rights.features"), featureNames)],
    words: {
      in_force: t("customer.in_force_by"),
      not_given: t("customer.right_not_given"),
      not_in_force: t("customer.not_in_force"),
    },
  };
}

/** Whether a right is in force, not given, or given and not in force: then who lacks it. */
function standing(right: RightExplained | undefined, bit: number, t: Texts<never>): InForce {
  if (!right || !(right.own & bit)) return 0;
  if (right.inForce & bit) return 1;
  const where = right.lacking[bit];
  return where ? t("customer.lacking_at", { name: where.name }) : t("customer.lacking_provider");
}
