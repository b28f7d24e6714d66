import { areas, maskOf } from "@/attributes/rights";
import { FilterField, FilterSelect } from "@/components/form/filter-field";
import { LiveFilters } from "@/components/form/live-filters";
import { Button, ButtonLink } from "@/components/ui/button";
import { getTranslations } from "@/i18n/texts";
import { dictionaries } from "@/server/dictionaries/dictionaries";
import { attentions } from "@/server/record/attention";
import { readCustomerFilter } from "@/server/record/customer-filter";
import { type StoppingState, stoppingStates } from "@/server/record/stopping";
import { type Filters, filterProblems } from "../../web/lists/filters";
import { chosenColumns, columns } from "./columns";
import type { CustomerFilterName } from "./customer-filters";

type Query = Readonly<Record<string, string | string[] | undefined>>;

type Props = {
  readonly query: Query;
  readonly filters: Filters<CustomerFilterName>;
  /** the reader's own tariffs */
  readonly tariffs: readonly { readonly i_tariff: number; readonly name: string }[];
};

/** The filters in the fold, which is open while one of them is set. */
const folded = ["i_tariff", "currency", "right", "needs", "min", "max"] as const;

/** Search, filters and columns of the list. Its address holds all of them, so that people can send it to others. */
export async function FilterBar({ query, filters, tariffs }: Props) {
  const [t, c, rights, attributes, problems] = [
    await getTranslations("customers"),
    await getTranslations("common"),
    await getTranslations("rights"),
    await getTranslations("attributes"),
    await filterProblems(filters),
  ];
  const { typed } = filters;
  const address = (name: string) => (typeof query[name] === "string" ? query[name] : "");
  const chosen = chosenColumns(query.columns);
  const isUsual = chosen.join() === chosenColumns(undefined).join();
  const isDirect = filters.wrong.size === 0 && readCustomerFilter(filters.raw).direct;
  return (
    <LiveFilters
      shown={{ ...typed, columns: query.columns, sort: query.sort, order: query.order }}
      className="mb-4"
    >
      <input type="hidden" name="sort" value={address("sort")} />
      <input type="hidden" name="order" value={address("order")} />
      <div className="flex flex-wrap items-start gap-2">
        <input
          type="search"
          name="q"
          aria-label={c("search")}
          placeholder={c("search")}
          defaultValue={typed.q}
          className="control max-w-72"
        />
        <label className="flex h-9 items-center gap-2 px-1">
          <input
            // another filter may imply it
            key={String(isDirect && typed.direct === "")}
            type="checkbox"
            name="direct"
            value="1"
            defaultChecked={isDirect}
            className="check"
          />
          {t("direct_only")}
        </label>
        {problems.direct ? <p className="field-problem">{problems.direct}</p> : null}
        <FilterSelect
          name="blocked"
          label={t("state")}
          unseen
          problem={problems.blocked}
          value={typed.blocked}
          any={t("any_state")}
          options={Object.entries(stoppingStates).map(([state, id]) => ({
            id,
            label: c(state as StoppingState),
          }))}
        />
        {Object.entries(query).some(
          ([name, given]) =>
            given && !["sort", "order", "after"].includes(name) && !(name === "columns" && isUsual),
        ) ? (
          <ButtonLink look="quiet" href="/customers">
            {c("clear")}
          </ButtonLink>
        ) : null}
        <Button className="in-[[data-live]]:hidden">{c("apply")}</Button>
      </div>
      <details className="fold mt-2" open={folded.some((name) => typed[name] !== "")}>
        <summary className="inline-flex h-8 items-center gap-1.5 text-muted hover:text-text">
          {t("filters")} · {t("columns")}
        </summary>
        <div className="mt-1 flex flex-wrap items-start gap-3 rounded-control bg-sunken p-3">
          {tariffs.length === 0 && typed.i_tariff === "" ? null : (
            <FilterSelect
              name="i_tariff"
              label={t("tariff")}
              problem={problems.i_tariff}
              className="w-48"
              value={typed.i_tariff}
              any={t("any_tariff")}
              options={tariffs.map(({ i_tariff, name }) => ({ id: String(i_tariff), label: name }))}
            />
          )}
          <FilterSelect
            name="currency"
            label={t("currency")}
            problem={problems.currency}
            className="w-44"
            value={typed.currency.toUpperCase()}
            any={t("any_currency")}
            options={dictionaries.currencies.map(({ id }) => ({ id, label: id }))}
          />
          <FilterSelect
            name="right"
            label={rights("matrix")}
            problem={problems.right}
            className="w-56"
            value={typed.right}
            any={t("any_right")}
            options={areas.map((id) => ({
              id,
              label: t("right_of", { area: attributes(maskOf[id]) }),
            }))}
          />
          <FilterSelect
            name="needs"
            label={t("needs")}
            problem={problems.needs}
            className="w-72"
            value={typed.needs}
            any={t("any_needs")}
            options={attentions.map((id) => ({ id, label: t(`needs_${id}`) }))}
          />
          {(["min", "max"] as const).map((name) => (
            <FilterField
              key={name}
              name={name}
              label={t(name === "min" ? "from" : "to")}
              problem={problems[name]}
              className="w-32"
            >
              {(wiring) => (
                <input {...wiring} inputMode="decimal" className="control" defaultValue={typed[name]} />
              )}
            </FilterField>
          ))}
          <fieldset className="w-full">
            <legend className="mb-1 text-muted">{t("columns")}</legend>
            <div className="flex flex-wrap gap-x-4 gap-y-1">
              {columns.map((column) => (
                <label key={column} className="flex items-center gap-1.5">
                  <input
                    type="checkbox"
                    name="columns"
                    value={column}
                    defaultChecked={chosen.includes(column)}
                    className="check"
                  />
                  {t(column)}
                </label>
              ))}
            </div>
          </fieldset>
        </div>
      </details>
    </LiveFilters>
  );
}
