import type { CopiedValues } from "@/attributes/copied";
import { attributeOf, isAttributeName } from "@/attributes/customer";
import { actionsIn } from "@/attributes/rights";
import { shownText } from "@/components/attribute-field/attribute-text";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { Options } from "../../web/customers/options";

const mostShown = 5;

/** Sums up in a line what a profile sets: the first few, and how many more. */
export async function ProfileLine({
  attributes,
  options,
}: {
  readonly attributes: CopiedValues;
  readonly options: Options;
}) {
  const [t, locale] = [await getTranslations(), await getLocale()];
  const told = Object.entries(attributes).map(([name, value]) => {
    if (!isAttributeName(name)) return "";
    const label = t(`attributes.${name}`);
    const { kind } = attributeOf(name).kind;
    if (kind === "flag" || kind === "feature") return Number(value) ? label : `${label}: ${t("common.no")}`;
    if (kind === "stylesheet" || kind === "regex") return label;
    if (kind === "rights") {
      const given = actionsIn(Number(value));
      return `${label}: ${given.map((action) => t(`rights.${action}`).toLocaleLowerCase(locale)).join(", ")}`;
    }
    if (name === "i_tariff" && value === null) return `${label}: ${t("customer_form.own_tariff")}`;
    const option = options[name]?.find(({ id }) => id === String(value ?? ""))?.label;
    if (kind === "reference") return option ? `${label}: ${option}` : label;
    if (value === null) return `${label}: ${t("common.unlimited")}`;
    return `${label}: ${shownText(name, value, locale)}`;
  });
  if (told.length === 0) return <span className="text-muted">{t("profiles.nothing_set")}</span>;
  const more = told.length - mostShown;
  return (
    <span className="text-muted">
      {told.slice(0, mostShown).join(" · ")}
      {more > 0 ? ` · ${t("profiles.more", { count: more })}` : ""}
    </span>
  );
}
