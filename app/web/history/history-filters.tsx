import { attributeNames } from "@/attributes/customer";
import { FilterField } from "@/components/form/filter-field";
import { LiveFilters } from "@/components/form/live-filters";
import { LongFilterSelect } from "@/components/form/long-filter-select";
import { addressOf } from "@/components/list/list-query";
import { Button, ButtonLink } from "@/components/ui/button";
import { TabLinks } from "@/components/ui/page";
import type { Language } from "@/i18n/languages";
import { getLocale, getTranslations } from "@/i18n/texts";
import { dayBefore } from "@/server/ground/time/calendar";
import { todayIn } from "@/server/ground/time/clock";
import { doors } from "@/server/history/entry";
import { type Filters, filterProblems, isNarrowed } from "../lists/filters";
import { notedOperations } from "./noted-operations";
import type { HistoryFilterName } from "./read-history-filters";

type Props = {
  /** the page's address */
  readonly here: string;
  readonly query: Readonly<Record<string, string | string[] | undefined>>;
  readonly filters: Filters<HistoryFilterName>;
  readonly timeZone: string;
};

/** The filters of a history, as a plain form, whose address people can send to a colleague. */
export async function HistoryFilters({ here, query, filters, timeZone }: Props) {
  const [t, c] = [await getTranslations("history"), await getTranslations("common")];
  const problems = await filterProblems(filters);
  const { typed } = filters;
  const day = todayIn(timeZone);
  const presets = [
    ["always", ""],
    ["today", day],
    ["last_7", dayBefore(day, 6)],
    ["last_30", dayBefore(day, 29)],
  ] as const;
  const { kinds, attributes } = await choices();
  const select = (
    name: HistoryFilterName,
    label: string,
    any: string,
    options: readonly { id: string; label: string }[],
  ) => (
    <LongFilterSelect
      name={name}
      label={label}
      problem={problems[name]}
      className="sm:w-48"
      value={typed[name]}
      any={any}
      options={options}
    />
  );
  return (
    <>
      <TabLinks
        label={t("periods")}
        tabs={presets.map(([preset, since]) => ({
          href: addressOf(here, query, { since: since || null, until: null, after: null }),
          label: t(preset),
          current: typed.since === since && typed.until === "",
        }))}
      />
      <LiveFilters shown={typed} className="mb-4 grid grid-cols-2 items-start gap-3 sm:flex sm:flex-wrap">
        <FilterField name="who" label={t("filter_who")} problem={problems.who} className="sm:w-40">
          {(wiring) => <input {...wiring} className="control" defaultValue={typed.who} />}
        </FilterField>
        {select("what", t("filter_what"), t("anything"), kinds)}
        {select("changed", t("filter_changed"), t("anything"), attributes)}
        {select(
          "door",
          t("filter_door"),
          t("any_door"),
          doors.map((id) => ({ id, label: t(`door_${id}`) })),
        )}
        {/* a span of days stays on one line */}
        <div className="col-span-2 grid grid-cols-2 gap-3 sm:flex">
          {(["since", "until"] as const).map((name) => (
            <FilterField key={name} name={name} label={t(name)} problem={problems[name]} className="sm:w-38">
              {(wiring) => (
                <input
                  {...wiring}
                  // a date field would drop a text that is not a day
                  type={problems[name] ? "text" : "date"}
                  className="control"
                  defaultValue={typed[name]}
                />
              )}
            </FilterField>
          ))}
        </div>
        <div className="col-span-2 flex gap-1 sm:pt-6">
          <Button className="in-[[data-live]]:hidden">{c("apply")}</Button>
          {isNarrowed(filters) ? (
            <ButtonLink look="quiet" href={here}>
              {c("clear")}
            </ButtonLink>
          ) : null}
        </div>
      </LiveFilters>
    </>
  );
}

type Option = { readonly id: string; readonly label: string };
type Choices = Readonly<Record<"kinds" | "attributes", readonly Option[]>>;

/** The operations and attributes by their names, which stay as they are while the program runs. */
async function choices(): Promise<Choices> {
  const locale = await getLocale();
  const [o, a] = [await getTranslations("operations"), await getTranslations("attributes")];
  const byLabel = (one: Option, other: Option) => one.label.localeCompare(other.label, locale);
  const found = made.get(locale) ?? {
    // a test checks that messages name every operation
    kinds: notedOperations.map((id) => ({ id, label: o(id as "signIn") })).sort(byLabel),
    attributes: attributeNames.map((id) => ({ id, label: a(id) })).sort(byLabel),
  };
  made.set(locale, found);
  return found;
}

const made = new Map<Language, Choices>();
