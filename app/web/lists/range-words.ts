import { formatPeriod } from "@/attributes/format-time";
import { getLocale, getTranslations } from "@/i18n/texts";

/**
 * Two ends of a filter in words: 'from 10', 'up to 20', '10 – 20'; undefined: it has neither.
 * @param first as typed; '' for an open end
 */
export async function rangeWords(first: string, last: string): Promise<string | undefined> {
  if (first === "" && last === "") return undefined;
  // people type a hyphen, and read a minus
  const [from, to] = [first, last].map((end) => end.trim().replace(/^-/, "−"));
  if (from && to) return `${from} – ${to}`;
  const t = await getTranslations("filters");
  return from ? t("from", { first: from }) : t("up_to", { last: to ?? "" });
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** Two days in words, as people read days; what is no day stays as typed. */
export async function daysWords(since: string, until: string): Promise<string | undefined> {
  const locale = await getLocale();
  const day = (text: string) => (isDay(text) ? formatPeriod(text, text, locale) : text);
  if (isDay(since) && isDay(until) && since <= until) return formatPeriod(since, until, locale);
  return await rangeWords(day(since), day(until));
}
