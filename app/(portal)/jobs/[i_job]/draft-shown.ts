import { isAttributeName } from "@/attributes/customer";
import { formatMoney } from "@/attributes/format-money";
import { plainDecimal } from "@/attributes/reading/decimal";
import { getFormatter, getLocale, getTranslations } from "@/i18n/texts";
import { type Figures, mostExamined, type RefusedGroup } from "@/server/jobs/job/figures";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { mendAddress, mendText } from "../../../web/customers/mend-link";
import { reasonText } from "../../../web/forms/refusal-text";
import { fundsText } from "../../../web/jobs/funds-text";
import type { ShownMeaning } from "../../../web/jobs/preview-progress";

/** What the preview of a job shows, in the reader's words. */
export type ShownDraft = {
  /** no further figures come; or the job is no draft any more */
  readonly ended: boolean;
  /** how many were looked at, of how many */
  readonly note: string;
  /** the share of those that are looked at, from 0 to 1 */
  readonly share: number;
  readonly counts: readonly { readonly name: CountName; readonly label: string; readonly count: string }[];
  readonly groups: readonly ShownGroup[];
  readonly meaning: readonly ShownMeaning[];
};

export type CountName = "changed" | "unchanged" | "refused";

/** Customers who would be refused for one reason. */
export type ShownGroup = {
  readonly text: string;
  readonly count: string;
  readonly customers: readonly { readonly i_customer: number; readonly name: string }[];
  /** that there are further ones, in words; '' none */
  readonly more: string;
  /** where the reader can do something about it; null: nowhere */
  readonly mend: { readonly href: string; readonly label: string } | null;
};

/** Says what an examination has found so far. */
export async function shownDraft({
  state,
  preview,
}: Pick<ToldJob, "state" | "preview">): Promise<ShownDraft> {
  const [t, format] = [await getTranslations("bulk"), await getFormatter()];
  const isOver = state !== "draft";
  if (!preview) return { ended: isOver, note: t("not_yet"), share: 0, counts: [], groups: [], meaning: [] };
  const counts = (["changed", "unchanged", "refused"] as const).map((name) => ({
    name,
    label: t(name),
    count: format.number(preview[name]),
  }));
  return {
    ended: preview.ended || isOver,
    note: await noteOf(preview),
    share: Math.min(1, preview.examined / Math.max(1, Math.min(preview.total, mostExamined))),
    counts,
    groups: await Promise.all(preview.groups.map(shownGroup)),
    meaning: await meaningOf(preview),
  };
}

async function noteOf({ total, about, examined, ended }: Figures): Promise<string> {
  const [t, format] = [await getTranslations("bulk"), await getFormatter()];
  const values = { examined: format.number(examined), total: format.number(total) };
  if (ended && examined >= mostExamined && examined < total)
    return t(about ? "first_of_about" : "first_of", values);
  return ended ? t("all_examined", values) : t(about ? "examining_about" : "examining", values);
}

async function shownGroup({ why, count, customers, mend }: RefusedGroup): Promise<ShownGroup> {
  const [t, a] = [await getTranslations("bulk"), await getTranslations("attributes")];
  const text = await reasonText({ code: why.code, key: why.key, values: why.values ?? {} });
  const { attribute } = why;
  const more = count - customers.length;
  return {
    text: attribute !== null && isAttributeName(attribute) ? `${a(attribute)}: ${text}` : text,
    count: (await getFormatter()).number(count),
    customers,
    more: more > 0 ? t("further", { count: more }) : "",
    mend: mend ? { href: mendAddress(mend, why.key), label: await mendText(mend, why.key, mend.name) } : null,
  };
}

async function meaningOf({ below, funds, booked, ...figures }: Figures): Promise<ShownMeaning[]> {
  const [t, format, locale] = [await getTranslations("bulk"), await getFormatter(), await getLocale()];
  const isWhole = figures.ended && figures.examined >= figures.total;
  const money = (amount: string, currency: string) => formatMoney(plainDecimal(amount), currency, locale);
  const about = (text: string) => (isWhole ? text : t("about", { text }));
  const counted = below && format.number(below.count);
  return [
    ...(below && counted && below.count > 0
      ? [
          {
            text: t(`below_${below.what}`, {
              count: below.more ? t("more_than", { text: counted }) : counted,
            }),
            tone: "warn" as const,
          },
        ]
      : []),
    ...booked.map(({ currency, reckoned }) => ({
      text: t("booked", { amount: about(money(reckoned, currency)) }),
      tone: "plain" as const,
    })),
    ...(await Promise.all(funds.map(async (needed) => await fundsText(needed, about)))),
  ];
}
