import { maskOf } from "@/attributes/rights";
import { addressOf } from "@/components/list/list-query";
import { getTranslations } from "@/i18n/texts";
import type { Actor } from "@/server/actor/actor";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { readCustomerFilter } from "@/server/record/customer-filter";
import { type StoppingState, stoppingStates } from "@/server/record/stopping";
import { listTariffs } from "@/server/tariffs/tariffs";
import { rangeWords } from "../lists/range-words";

/** The filter by which a job's customers were selected. */
export type SelectedBy = {
  /** in words: '“quito” · blocked · Balance 0 – 10'; '' for everybody */
  readonly text: string;
  /** the list of customers with this filter */
  readonly href: string;
};

/** Says by which filter of the list a job's customers were selected; null: one by one. */
export async function selectedBy(
  { selection }: Pick<ToldJob, "selection">,
  actor: Actor,
): Promise<SelectedBy | null> {
  if (typeof selection.filter !== "object" || selection.filter === null) return null;
  // what was read from the column is what `readSelection` stored
  const stored = selection.filter as Readonly<Record<string, string>>;
  const [t, c, a] = [
    await getTranslations("customers"),
    await getTranslations("common"),
    await getTranslations("attributes"),
  ];
  const filter = readCustomerFilter(stored);
  const states = Object.entries(stoppingStates) as [StoppingState, string][];
  const state = states.find(([, id]) => id === stored.blocked)?.[0];
  const balance = await rangeWords(stored.min ?? "", stored.max ?? "");
  const parts = [
    stored.q ? (await getTranslations("jobs"))("quoted", { text: stored.q }) : "",
    stored.direct ? t("direct_only") : "",
    state ? c(state) : "",
    filter.needs ? t(`needs_${filter.needs}`) : "",
    filter.currency ?? "",
    filter.i_tariff === null ? "" : `${t("tariff")} ${await tariffName(filter.i_tariff, actor)}`,
    filter.right ? t("right_of", { area: a(maskOf[filter.right]) }) : "",
    balance === undefined ? "" : `${t("balance")} ${balance}`,
  ];
  return {
    text: parts.filter((part) => part !== "").join(" · "),
    href: addressOf("/customers", stored, {}),
  };
}

/** One that is gone has its number alone. */
async function tariffName(i_tariff: number, actor: Actor): Promise<string> {
  const { tariffs } = await listTariffs(actor, { used: false });
  return tariffs.find((tariff) => tariff.i_tariff === i_tariff)?.name ?? String(i_tariff);
}
