import { isAttributeName } from "@/attributes/customer";
import { formatMoney } from "@/attributes/format-money";
import { formatRecent } from "@/attributes/format-time";
import { plainDecimal } from "@/attributes/reading/decimal";
import { getFormatter, getLocale, getTranslations, type Texts } from "@/i18n/texts";
import { type Figures, mostExamined, type RefusedGroup } from "@/server/jobs/job/figures";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { mendAddress, mendText } from "../../../web/customers/mend-link";
import { reasonText } from "../../../web/forms/refusal-text";
import { fundsTexts } from "../../../web/jobs/funds-text";
import type { ShownMeaning } from "../../../web/jobs/preview-progress";

/** What the preview of a job shows, in the reader's words. */
export type ShownDraft = {
  /** no further figures come; or the job is no draft any more */
  readonly ended: boolean;
  /** how many were looked at, of how many */
  readonly note: string;
  /** the share of those that are looked at, from 0 to 1 */
  readonly share: number;
  readonly counts: readonly ShownCount[];
  readonly groups: readonly ShownGroup[];
  readonly meaning: readonly ShownMeaning[];
};

export type ShownCount = {
  readonly name: CountName;
  readonly label: string;
  /** 'about 2,606' where not all are looked at */
  readonly count: string;
  /** how many of those who were looked at; '' all were */
  readonly exactly: string;
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
  /** what else can be done, or that nothing can; '' there is a link */
  readonly advice: string;
};

/** Says what an examination has found so far. @param timeZone an IANA name */
export async function shownDraft(
  { state, preview }: Pick<ToldJob, "state" | "preview">,
  timeZone: string,
): Promise<ShownDraft> {
  const [t, format] = [await getTranslations("bulk"), await getFormatter()];
  const isOver = state !== "draft";
  if (!preview) return { ended: isOver, note: t("not_yet"), share: 0, counts: [], groups: [], meaning: [] };
  const counts = (["changed", "unchanged", "refused"] as const).map((name) => ({
    name,
    label: t(name),
    ...saidCount(preview, preview[name], { t, format }),
  }));
  return {
    ended: preview.ended || isOver,
    note: await noteOf(preview, timeZone),
    share: Math.min(1, preview.examined / Math.max(1, Math.min(preview.total, mostExamined))),
    counts,
    groups: await Promise.all(preview.groups.map(async (group) => await shownGroup(group, preview))),
    meaning: await meaningOf(preview),
  };
}

/** A count as it is where all were looked at, or as long as they are; else about how many that makes of all. */
function saidCount(
  figures: Figures,
  count: number,
  { t, format }: { readonly t: Texts<"bulk">; readonly format: Format },
): Pick<ShownCount, "count" | "exactly"> {
  const { total, examined } = figures;
  if (!isFirstOf(figures)) return { count: format.number(count), exactly: "" };
  const reckoned = format.number(Math.round((count * total) / examined));
  return {
    count: t("about", { text: reckoned }),
    exactly: t("exactly", { count: format.number(count), examined: format.number(examined) }),
  };
}

type Format = Awaited<ReturnType<typeof getFormatter>>;

/** Whether the examination has ended with the first of them. */
function isFirstOf({ ended, examined, total }: Figures): boolean {
  return ended && examined >= mostExamined && examined < total;
}

async function noteOf(figures: Figures, timeZone: string): Promise<string> {
  const [t, format] = [await getTranslations("bulk"), await getFormatter()];
  const { total, about, examined, ended, at } = figures;
  const values = { examined: format.number(examined), total: format.number(total) };
  if (!ended) return t(about ? "examining_about" : "examining", values);
  const as_of = formatRecent(new Date(at), timeZone, await getLocale());
  if (isFirstOf(figures)) return t(about ? "first_of_about" : "first_of", { ...values, as_of });
  return t("all_examined", { count: examined, as_of });
}

async function shownGroup(
  { why, count, customers, mend }: RefusedGroup,
  figures: Figures,
): Promise<ShownGroup> {
  const [t, a, format] = [
    await getTranslations("bulk"),
    await getTranslations("attributes"),
    await getFormatter(),
  ];
  const text = await reasonText({ code: why.code, key: why.key, values: why.values ?? {} });
  const { attribute } = why;
  const more = count - customers.length;
  return {
    text: attribute !== null && isAttributeName(attribute) ? `${a(attribute)}: ${text}` : text,
    count: saidCount(figures, count, { t, format }).count,
    customers,
    more: more > 0 ? t("further", { count: more }) : "",
    mend: mend ? { href: mendAddress(mend, why.key), label: await mendText(mend, why.key, mend.name) } : null,
    // the first figures come before anybody has looked for what mends
    advice: mend === null ? adviceOn(why.key, t) : "",
  };
}

/** What can be done about customers whom no page of the reader's mends. */
function adviceOn(reason: string, t: Texts<"bulk">): string {
  const known = `advice_${reason}` as "advice_has_customers";
  return t.has(known) ? t(known) : t("advice");
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
    ...(await fundsTexts(funds, about)),
  ];
}
