import { type AttributeName, attributeOf, type Group, namesWhere } from "@/attributes/customer";
import { AttributeValue } from "@/components/attribute-field/attribute-value";
import { DescriptionList } from "@/components/ui/page";
import { getFormatter, getTranslations } from "@/i18n/texts";
import type { LimitExplained, LimitsExplained } from "@/server/customers/explain-rights";
import type { CustomerInfo } from "@/server/customers/get-customer-info";
import { dictionaryOptions } from "../../../web/customers/options";

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
};

/** The attributes of some groups, as names and values; `customer` lacks those that the reader may not read. */
export async function AttributeList({
  customer,
  groups,
  title,
  refersTo = {},
  without = [],
  limits = {},
}: Props) {
  const [t, options] = [await getTranslations(), await dictionaryOptions()];
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      {groups.map((group) => {
        const names = namesWhere((attribute) => attribute.group === group && attribute.returned).filter(
          (name) => name in customer && !without.includes(name),
        );
        if (names.length === 0) return null;
        return (
          <section key={group}>
            <h2 className="mb-1">{title ?? t(`groups.${group}`)}</h2>
            <DescriptionList
              rows={names.map((name) => [
                t(`attributes.${name}`),
                <span key={name} className="flex flex-col">
                  <AttributeValue
                    name={name}
                    value={shownValue(customer, name)}
                    currency={customer.base_currency}
                    refersTo={refersTo[name] ?? labelOf(options[name], customer, name)}
                  />
                  <LimitInForce limit={limits[name]} />
                </span>,
              ])}
            />
          </section>
        );
      })}
    </div>
  );
}

/** 'In force: 10, by your provider', if somebody above allows less than the customer's own value. */
async function LimitInForce({ limit }: { readonly limit: LimitExplained | undefined }) {
  if (!limit) return null;
  const [t, format] = [await getTranslations("customer"), await getFormatter()];
  const value = format.number(limit.inForce, { maximumFractionDigits: 6 });
  return (
    <span className="text-sm text-warn">
      {limit.by ? t("limit_by", { value, name: limit.by.name }) : t("limit_by_provider", { value })}
    </span>
  );
}

function shownValue(customer: CustomerInfo, name: AttributeName): unknown {
  // readers never get secrets
  return attributeOf(name).returned ? customer[name as "name"] : undefined;
}

function labelOf(
  options: readonly { id: string; label: string }[] | undefined,
  customer: CustomerInfo,
  name: AttributeName,
): string | undefined {
  const value = shownValue(customer, name);
  return value === null ? undefined : options?.find(({ id }) => id === String(value))?.label;
}
