import { FilterField, FilterSelect } from "@/components/form/filter-field";
import { LiveFilters } from "@/components/form/live-filters";
import { Button, ButtonLink } from "@/components/ui/button";
import { getTranslations } from "@/i18n/texts";
import { ledgerKinds } from "@/server/ledger/ledger";
import { type Filters, filterProblems } from "../../../../web/lists/filters";
import type { LedgerFilterName } from "./ledger-filters";

/** The filters of a ledger: a plain form, whose address people can send to somebody. */
export async function LedgerFilterForm({
  filters,
  here,
}: {
  readonly filters: Filters<LedgerFilterName>;
  readonly here: string;
}) {
  const [t, c, k] = [
    await getTranslations("ledger"),
    await getTranslations("common"),
    await getTranslations("ledger_kinds"),
  ];
  const { typed } = filters;
  const problems = await filterProblems(filters);
  const input = (
    name: LedgerFilterName,
    label: string,
    className: string,
    type: "text" | "date" = "text",
  ) => (
    <FilterField name={name} label={label} problem={problems[name]} className={className}>
      {(wiring) => (
        <input
          {...wiring}
          // a date field would drop a text that is not a day
          type={problems[name] ? "text" : type}
          inputMode={name.endsWith("_amount") ? "decimal" : undefined}
          className="control"
          defaultValue={typed[name]}
        />
      )}
    </FilterField>
  );
  return (
    <LiveFilters shown={typed} className="mb-5 grid grid-cols-2 items-start gap-2.5 sm:flex sm:flex-wrap">
      <FilterSelect
        name="kind"
        label={t("kind")}
        problem={problems.kind}
        className="max-sm:col-span-2 sm:w-36"
        value={typed.kind}
        any={t("any_kind")}
        options={ledgerKinds.map((id) => ({ id, label: k(id) }))}
      />
      {input("since", t("since"), "sm:w-34", "date")}
      {input("until", t("until"), "sm:w-34", "date")}
      {input("min_amount", t("min_amount"), "sm:w-24")}
      {input("max_amount", t("max_amount"), "sm:w-24")}
      {input("note", t("note_has"), "max-sm:col-span-2 sm:w-32")}
      <div className="flex gap-1 sm:pt-6">
        <Button className="in-[[data-live]]:hidden">{c("apply")}</Button>
        {Object.values(typed).some(Boolean) ? (
          <ButtonLink look="quiet" href={here}>
            {c("clear")}
          </ButtonLink>
        ) : null}
      </div>
    </LiveFilters>
  );
}
