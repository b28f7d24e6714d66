import { FilterSelect } from "@/components/form/filter-field";
import { LiveFilters } from "@/components/form/live-filters";
import { Button, ButtonLink } from "@/components/ui/button";
import { getTranslations } from "@/i18n/texts";
import { blockSetters } from "@/server/customers/list-blocks";
import { blockReasons } from "@/server/record/block-reasons";
import { type Filters, filterProblems, isNarrowed } from "../../web/lists/filters";
import type { BlockFilterName } from "./block-list-filters";

/** Filters by name, reason and author: a plain form, so that people can send the resulting address to somebody. */
export async function BlockFilters({ filters }: { readonly filters: Filters<BlockFilterName> }) {
  const [t, b, c] = [
    await getTranslations("blocked_list"),
    await getTranslations("block_customer"),
    await getTranslations("common"),
  ];
  const problems = await filterProblems(filters);
  const { typed } = filters;
  return (
    <LiveFilters shown={typed} className="mb-4 flex flex-wrap items-start gap-2">
      <input
        type="search"
        name="q"
        aria-label={t("search")}
        placeholder={t("search")}
        defaultValue={typed.q}
        className="control max-w-72"
      />
      <FilterSelect
        name="reason"
        label={b("reason")}
        unseen
        problem={problems.reason}
        value={typed.reason}
        any={t("any_reason")}
        options={blockReasons.map((id) => ({ id, label: b(`reason_${id}`) }))}
      />
      <FilterSelect
        name="who"
        label={t("by")}
        unseen
        problem={problems.who}
        value={typed.who}
        any={t("anybody")}
        options={blockSetters.map((id) => ({ id, label: t(id) }))}
      />
      {isNarrowed(filters) ? (
        <ButtonLink look="quiet" href="/blocked">
          {c("clear")}
        </ButtonLink>
      ) : null}
      <Button className="in-[[data-live]]:hidden">{c("apply")}</Button>
    </LiveFilters>
  );
}
