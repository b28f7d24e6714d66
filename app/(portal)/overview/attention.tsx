import { formatMoney } from "@/attributes/format-money";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { Section } from "@/components/ui/page";
import { getFormatter, getLocale, getTranslations } from "@/i18n/texts";
import type { Below, NeedsAttention } from "@/server/customers/overview";
import type { CountedList } from "@/server/record/customer-filter";
import { listAddress } from "../../web/customers/list-address";

const kinds = {
  over: { icon: "circle-alert", tone: "text-danger", list: "over" },
  low: { icon: "triangle-alert", tone: "text-warn", list: "low" },
  blocked: { icon: "ban", tone: "text-danger", list: "blocked" },
  dormant: { icon: "key-round", tone: "text-muted", list: "dormant" },
} as const satisfies Record<
  NeedsAttention["what"],
  { readonly icon: IconName; readonly tone: string; readonly list: CountedList }
>;

type Props = Pick<Below, "attention" | "commitment"> & {
  /** the reader's own currency */
  readonly currency: string;
};

/** Shows what needs attention: how many customers, the worst few by name, and a link to all of them. */
export async function Attention({ attention, commitment, currency }: Props) {
  const [t, format, locale] = [await getTranslations("overview"), await getFormatter(), await getLocale()];
  return (
    <Section title={t("attention")} className="border-b border-line py-6">
      {attention.length === 0 && !commitment?.nearlyUsedUp ? (
        <p className="flex items-center gap-2 text-muted">
          <Icon name="circle-check" className="shrink-0 text-good" />
          {t("all_well")}
        </p>
      ) : (
        <ul className="border-t border-line" data-part="attention">
          {attention.map(({ what, count, worst }) => {
            const { icon, tone, list } = kinds[what];
            return (
              <li
                key={what}
                className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2.5"
              >
                <span className="flex min-w-0 gap-3">
                  <Icon name={icon} className={`mt-0.5 shrink-0 ${tone}`} />
                  <a href={listAddress(list)} className="font-medium hover:underline">
                    {t(`needs_${what}`, { count, shown: format.number(count) })}
                  </a>
                </span>
                <span className="min-w-0 text-muted">
                  {worst.map(({ i_customer, name }, at) => (
                    <span key={i_customer}>
                      {at > 0 ? ", " : ""}
                      <a
                        href={`/customers/${i_customer}`}
                        className="underline-offset-2 wrap-anywhere hover:text-text hover:underline"
                      >
                        {name}
                      </a>
                    </span>
                  ))}
                  {count > worst.length ? " …" : null}
                </span>
              </li>
            );
          })}
          {commitment?.nearlyUsedUp ? (
            <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2.5">
              <span className="flex min-w-0 gap-3">
                <Icon name="gauge" className="mt-0.5 shrink-0 text-warn" />
                <a
                  href="/customers?direct=1&sort=credit_limit&order=desc"
                  className="font-medium hover:underline"
                >
                  {t("commitment")}
                </a>
              </span>
              <span className="text-muted">
                {t("commitment_left", {
                  left: formatMoney(commitment.left, currency, locale),
                  whole: formatMoney(commitment.whole, currency, locale),
                })}
              </span>
            </li>
          ) : null}
        </ul>
      )}
    </Section>
  );
}
