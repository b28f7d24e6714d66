import type { ReactNode } from "react";
import { type AttributeName, attributeOf, type CustomerAttribute } from "@/attributes/customer";
import { plainDecimal } from "@/attributes/reading/decimal";
import { actionsIn } from "@/attributes/rights";
import { useLocale, useTranslations } from "@/i18n/texts";
import { Money } from "../ui/money";
import { formatNumber } from "../ui/number";

type Props = {
  readonly name: AttributeName;
  readonly value: unknown;
  readonly currency: string;
  /** for references: the name of the thing referred to */
  readonly refersTo?: string | null | undefined;
};

/** Shows an attribute's value by its kind. */
export function AttributeValue({ name, value, currency, refersTo }: Props): ReactNode {
  const [t, locale] = [useTranslations(), useLocale()];
  const { kind } = attributeOf(name) as CustomerAttribute;
  const nothing = <span className="text-muted">{t("common.nothing_set")}</span>;
  switch (kind.kind) {
    case "text":
    case "email":
    case "email list":
    case "hostname":
      return value === "" ? nothing : String(value);
    case "regex":
      return value === "" ? nothing : <code>{String(value)}</code>;
    case "stylesheet":
      return value === "" ? (
        t("customer.no_css")
      ) : (
        <pre className="max-h-96 overflow-auto rounded-control bg-sunken p-3 text-[13px] whitespace-pre-wrap">
          {String(value)}
        </pre>
      );
    case "secret":
      return null;
    case "reference":
      return refersTo ?? (value === null ? nothing : String(value));
    case "money":
      return <Money amount={String(value)} currency={currency} />;
    case "percent":
      return <span className="tabular-nums">{formatNumber(String(value), locale)} %</span>;
    case "number":
      return value === null ? (
        <span className="text-muted">{t("common.unlimited")}</span>
      ) : (
        <span className="tabular-nums">{formatNumber(plainDecimal(String(value)), locale)}</span>
      );
    case "rights":
      return rightsText(Number(value), t);
    case "flag":
    case "feature":
      return value ? t("common.yes") : <span className="text-muted">{t("common.no")}</span>;
    default:
      return kind satisfies never;
  }
}

function rightsText(mask: number, t: ReturnType<typeof useTranslations<never>>): string {
  const words = actionsIn(mask).map((action) => t(`rights.${action}`));
  return words.join(", ") || t("common.none");
}
