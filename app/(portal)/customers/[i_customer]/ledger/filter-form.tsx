import { getTranslations } from "next-intl/server";
import { FilterField } from "@/components/form/filter-field";
import { Button, ButtonLink } from "@/components/ui/button";
import { ledgerKinds } from "@/server/money/ledger";
import { refusalText } from "../../../../refusal-text";
import type { FilterName, LedgerFilters } from "./ledger-filters";

/** The filters of a ledger: a plain form, whose address can be sent to somebody. */
export async function LedgerFilterForm({
  filters: { typed, wrong },
  here,
}: {
  readonly filters: LedgerFilters;
  readonly here: string;
}) {
  const [t, c, k] = [
    await getTranslations("ledger"),
    await getTranslations("common"),
    await getTranslations("ledger_kinds"),
  ];
  const problems: Partial<Record<FilterName, string>> = {};
  for (const [name, refusal] of wrong) problems[name] = await refusalText(refusal);
  const input = (name: FilterName, label: string, className: string, type: "text" | "date" = "text") => (
    <FilterField name={name} label={label} problem={problems[name]} className={className}>
      {(wiring) => (
        <input
          {...wiring}
          // what is no day would be dropped by a field for days
          type={problems[name] ? "text" : type}
          inputMode={name.endsWith("_amount") ? "decimal" : undefined}
          className="control"
          defaultValue={typed[name]}
        />
      )}
    </FilterField>
  );
  return (
    <form className="mb-5 grid grid-cols-2 items-start gap-2.5 sm:flex sm:flex-wrap" data-part="filters">
      <FilterField
        name="kind"
        label={t("kind")}
        problem={problems.kind}
        className="max-sm:col-span-2 sm:w-36"
      >
        {(wiring) => (
          <select {...wiring} className="control" defaultValue={typed.kind}>
            <option value="">{t("any_kind")}</option>
            {ledgerKinds.map((kind) => (
              <option key={kind} value={kind}>
                {k(kind)}
              </option>
            ))}
          </select>
        )}
      </FilterField>
      {input("since", t("since"), "sm:w-34", "date")}
      {input("until", t("until"), "sm:w-34", "date")}
      {input("min_amount", t("min_amount"), "sm:w-24")}
      {input("max_amount", t("max_amount"), "sm:w-24")}
      {input("note", t("note_has"), "max-sm:col-span-2 sm:w-32")}
      <div className="flex gap-1 sm:pt-6">
        <Button>{c("apply")}</Button>
        {Object.values(typed).some(Boolean) ? (
          <ButtonLink look="quiet" href={here} prefetch={false}>
            {c("clear")}
          </ButtonLink>
        ) : null}
      </div>
    </form>
  );
}
