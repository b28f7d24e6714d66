import { type Address, addressLines, addressParts } from "@/attributes/address";
import {
  type AttributeName,
  attributeOf,
  type CustomerAttribute,
  type Group,
  namesWhere,
} from "@/attributes/customer";
import { formatMoney } from "@/attributes/format-money";
import { plainDecimal } from "@/attributes/reading/decimal";
import { actionsIn } from "@/attributes/rights";
import { formatNumber } from "@/components/ui/number";
import type { Language } from "@/i18n/languages";
import { getFormatter, getLocale, getTranslations, type Texts } from "@/i18n/texts";
import type { LimitExplained, LimitsExplained } from "@/server/customers/explain-rights";
import type { CustomerInfo } from "@/server/customers/get-customer-info";
import { dictionaryOptions } from "../../../web/customers/options";
import { AttributeSections, type Look, type ShownRow, type ShownSection } from "./attribute-sections";

type Props = {
  readonly customer: CustomerInfo;
  readonly groups: readonly Group[];
  /** the title above them, if the group's own name would say too much */
  readonly title?: string;
  /** names of rows that attributes refer to */
  readonly refersTo?: Readonly<Partial<Record<AttributeName, string | null>>>;
  readonly without?: readonly AttributeName[];
  /** limits that somebody above sets lower */
  readonly limits?: LimitsExplained;
  /** the form in which the reader may change them */
  readonly edit?: { readonly href: string; readonly label: string } | undefined;
};

/** The attributes of some groups, as names and values; `customer` lacks those that the reader may not read. */
export async function AttributeList(props: Props) {
  return <AttributeSections sections={await shownSections(props)} />;
}

/** The same as plain values in the reader's words. */
export async function shownSections({
  customer,
  groups,
  title,
  refersTo = {},
  without = [],
  limits = {},
  edit,
}: Props): Promise<ShownSection[]> {
  const [t, locale, options] = [await getTranslations(), await getLocale(), await dictionaryOptions()];
  const sections: ShownSection[] = [];
  for (const group of groups) {
    const names = namesWhere((attribute) => attribute.group === group && attribute.returned).filter(
      (name) => name in customer && !without.includes(name) && !restOfAddress.includes(name),
    );
    const rows: ShownRow[] = [];
    const unset: string[] = [];
    for (const name of names) {
      // an address is one value
      const value = name === "street_addr" ? addressOf(customer) : shownValue(customer, name);
      const named = refersTo[name] ?? labelOf(options[name], value);
      const label = t(`attributes.${name}`);
      const said = saidOf(name, value, { named, currency: customer.base_currency, locale, t });
      const limit = limits[name];
      if (said === null) unset.push(label);
      else rows.push(limit ? [label, ...said, await limitText(limit)] : [label, ...said]);
    }
    if (names.length === 0) continue;
    sections.push({
      id: group,
      title: title ?? t(`groups.${group}`),
      rows,
      ...(edit ? { edit: { ...edit, href: `${edit.href}#field-${names[0]}` } } : {}),
      ...(unset.length > 0
        ? { unset: t("customer.not_set", { count: unset.length, names: unset.join(", ") }) }
        : {}),
    });
  }
  return sections;
}

/** 'In force: 10, by your provider', if somebody above allows less than the customer's own value. */
async function limitText({ inForce, by }: LimitExplained): Promise<string> {
  const [t, format] = [await getTranslations("customer"), await getFormatter()];
  const value = format.number(inForce, { maximumFractionDigits: 6 });
  return by ? t("limit_by", { value, name: by.name }) : t("limit_by_provider", { value });
}

const restOfAddress: readonly AttributeName[] = addressParts.slice(1);

function addressOf(customer: CustomerInfo): string {
  const part = (name: keyof Address) => customer[name] ?? "";
  return addressLines({
    street_addr: part("street_addr"),
    postal_code: part("postal_code"),
    city: part("city"),
    state: part("state"),
    country: part("country"),
  }).join("\n");
}

function shownValue(customer: CustomerInfo, name: AttributeName): unknown {
  // readers never get secrets
  return attributeOf(name).returned ? customer[name as "name"] : undefined;
}

function labelOf(
  options: readonly { id: string; label: string }[] | undefined,
  value: unknown,
): string | undefined {
  return value === null ? undefined : options?.find(({ id }) => id === String(value))?.label;
}

type Reader = {
  /** for references: the name of the thing referred to */
  readonly named: string | null | undefined;
  readonly currency: string;
  readonly locale: Language;
  readonly t: Texts<never>;
};

/** A value by its kind, and how it looks; null: it is not set. */
function saidOf(
  name: AttributeName,
  value: unknown,
  { named, currency, locale, t }: Reader,
): readonly [text: string, look: Look] | null {
  const { kind } = attributeOf(name) as CustomerAttribute;
  switch (kind.kind) {
    case "text":
    case "email":
    case "email list":
    case "hostname":
      return value === "" ? null : [String(value), ""];
    case "regex":
      return value === "" ? null : [String(value), "code"];
    case "stylesheet":
      return value === "" ? [t("customer.no_css"), ""] : [String(value), "pre"];
    case "secret":
      return null;
    case "reference":
      return named ? [named, ""] : value === null ? null : [String(value), ""];
    case "money":
      return [formatMoney(String(value), currency, locale), String(value).startsWith("-") ? "bad" : "num"];
    case "percent":
      return [`${formatNumber(String(value), locale)} %`, "num"];
    case "number":
      return value === null
        ? [t("common.unlimited"), "muted"]
        : [formatNumber(plainDecimal(String(value)), locale), "num"];
    case "rights": {
      const words = actionsIn(Number(value)).map((action) => t(`rights.${action}`));
      return [words.join(", ") || t("common.none"), ""];
    }
    case "flag":
    case "feature":
      return value ? [t("common.yes"), ""] : [t("common.no"), "muted"];
    default:
      return kind satisfies never;
  }
}
