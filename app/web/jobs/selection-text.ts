import { maskOf } from "@/attributes/rights";
import { addressOf } from "@/components/list/list-query";
import { getTranslations } from "@/i18n/texts";
import type { Actor } from "@/server/actor/actor";
import type { ToldJob } from "@/server/jobs/job/told-job";
import { type customerFilterNames, readCustomerFilter } from "@/server/record/customer-filter";
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
  // each of them, in this order: one that is left out would say that there are more
  const parts: Readonly<Record<"q" | (typeof customerFilterNames)[number], string>> = {
    q: stored.q ? (await getTranslations("jobs"))("quoted", { text: stored.q }) : "",
    direct: stored.direct ? t("direct_only") : "",
    blocked: state ? c(state) : "",
    needs: filter.needs ? t(`needs_${filter.needs}`) : "",
    owes:
      filter.owes === null
        ? ""
        : `${filter.owes === 0 ? "" : t("owes")} ${t("owes_days", { days: filter.owes })}`.trim(),
    currency: filter.currency ?? "",
    i_tariff: filter.i_tariff === null ? "" : `${t("tariff")} ${await tariffName(filter.i_tariff, actor)}`,
    right: filter.right ? t("right_of", { area: a(maskOf[filter.right]) }) : "",
    min: balance === undefined ? "" : `${t("balance")} ${balance}`,
    max: "",
  };
  return {
    text: Object.values(parts)
      .filter((part) => part !== "")
      .join(" · "),
    href: addressOf("/customers", stored, {}),
  };
}

/** One that is gone has its number alone. */
async function tariffName(i_tariff: number, actor: Actor): Promise<string> {
  const { tariffs } = await listTariffs(actor, { used: false });
  return tariffs.find((tariff) => tariff.i_tariff === i_tariff)?.name ?? String(i_tariff);
}
