import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/ui/button";
import { attentions } from "@/server/customers/attention";
import { readCustomerFilter } from "@/server/customers/customer-filter";
import { type StoppingState, stoppingStates } from "@/server/customers/stopping";
import { dictionaries } from "@/server/dictionaries/dictionaries";
import { chosenColumns, columns } from "./columns";

type Query = Readonly<Record<string, string | string[] | undefined>>;

type Props = {
  readonly query: Query;
  /** the reader's own, to choose from */
  readonly tariffs: readonly { readonly i_tariff: number; readonly name: string }[];
};

/** The filters that are folded away: the fold is open while one of them is set. */
const folded = ["i_tariff", "currency", "right", "needs", "min", "max"] as const;

/** Search, filters and columns of the list: a plain form, whose address can be sent to somebody. */
export async function Filters({ query, tariffs }: Props) {
  const [t, c, rights] = [
    await getTranslations("customers"),
    await getTranslations("common"),
    await getTranslations("rights"),
  ];
  const value = (name: string) => (typeof query[name] === "string" ? query[name] : "");
  const chosen = chosenColumns(query.columns);
  return (
    <form className="mb-4" data-part="filters">
      <input type="hidden" name="sort" value={value("sort")} />
      <input type="hidden" name="order" value={value("order")} />
      <div className="flex flex-wrap items-center gap-2">
        <input
          type="search"
          name="q"
          aria-label={c("search")}
          placeholder={c("search")}
          defaultValue={value("q")}
          className="control max-w-72"
        />
        <label className="flex h-9 items-center gap-2 px-1">
          <input
            type="checkbox"
            name="direct"
            value="1"
            defaultChecked={readCustomerFilter(query).direct}
            className="check"
          />
          {t("direct_only")}
        </label>
        <select
          name="blocked"
          aria-label={t("state")}
          defaultValue={value("blocked")}
          className="control w-auto"
        >
          <option value="">{t("any_state")}</option>
          {Object.entries(stoppingStates).map(([state, spelt]) => (
            <option key={spelt} value={spelt}>
              {c(state as StoppingState)}
            </option>
          ))}
        </select>
        <Button>{c("apply")}</Button>
        {Object.entries(query).some(
          ([name, given]) => given && !["sort", "order", "after"].includes(name),
        ) ? (
          <ButtonLink look="quiet" href="/customers" prefetch={false}>
            {c("clear")}
          </ButtonLink>
        ) : null}
      </div>
      <details className="fold mt-2" open={folded.some((name) => value(name) !== "")}>
        <summary className="inline-flex h-8 items-center gap-1.5 text-muted hover:text-text">
          {t("filters")} · {t("columns")}
        </summary>
        <div className="mt-1 flex flex-wrap items-end gap-3 rounded-control bg-sunken p-3">
          {tariffs.length === 0 ? null : (
            <select
              name="i_tariff"
              aria-label={t("tariff")}
              defaultValue={value("i_tariff")}
              className="control w-48"
            >
              <option value="">{t("any_tariff")}</option>
              {tariffs.map(({ i_tariff, name }) => (
                <option key={i_tariff} value={i_tariff}>
                  {name}
                </option>
              ))}
            </select>
          )}
          <select
            name="currency"
            aria-label={t("currency")}
            defaultValue={value("currency")}
            className="control w-44"
          >
            <option value="">{t("any_currency")}</option>
            {dictionaries.currencies.map(({ id }) => (
              <option key={id}>{id}</option>
            ))}
          </select>
          <select
            name="right"
            aria-label={rights("matrix")}
            defaultValue={value("right")}
            className="control w-56"
          >
            <option value="">{t("any_right")}</option>
            {(["accounts", "customers", "tariffs", "vouchers"] as const).map((area) => (
              <option key={area} value={area}>
                {t("right_of", { area: rights(area) })}
              </option>
            ))}
          </select>
          <select name="needs" aria-label={t("needs")} defaultValue={value("needs")} className="control w-56">
            <option value="">{t("any_needs")}</option>
            {attentions.map((attention) => (
              <option key={attention} value={attention}>
                {t(`needs_${attention}`)}
              </option>
            ))}
          </select>
          <label className="flex w-32 flex-col gap-1">
            {t("from")}
            <input name="min" inputMode="decimal" className="control" defaultValue={value("min")} />
          </label>
          <label className="flex w-32 flex-col gap-1">
            {t("to")}
            <input name="max" inputMode="decimal" className="control" defaultValue={value("max")} />
          </label>
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
    </form>
  );
}
