import { getTranslations } from "next-intl/server";
import { attributeNames } from "@/attributes/customer";
import { FilterField } from "@/components/form/filter-field";
import { Button, ButtonLink } from "@/components/ui/button";
import { TabLinks } from "@/components/ui/page";
import { doors } from "@/server/audit/list-history";
import { todayIn } from "@/server/time/today";
import { addressOf } from "../../address-of";
import { dayBefore } from "./days";
import { notedOperations } from "./noted-operations";

type Props = {
  /** the page's address */
  readonly here: string;
  readonly query: Readonly<Record<string, string | string[] | undefined>>;
  readonly timeZone: string;
};

/** What a history is narrowed by: who, what, when; a plain form, whose address can be sent to somebody. */
export async function HistoryFilters({ here, query, timeZone }: Props) {
  const [t, c, o, a] = [
    await getTranslations("history"),
    await getTranslations("common"),
    await getTranslations("operations"),
    await getTranslations("attributes"),
  ];
  const value = (name: string) => (typeof query[name] === "string" ? query[name] : "");
  const day = todayIn(timeZone);
  const presets = [
    ["always", ""],
    ["today", day],
    ["last_7", dayBefore(day, 6)],
    ["last_30", dayBefore(day, 29)],
  ] as const;
  const byLabel = (one: { label: string }, other: { label: string }) => one.label.localeCompare(other.label);
  // what an operation is called stands in messages; a test looks that none is forgotten
  const kinds = notedOperations.map((id) => ({ id, label: o(id as "signIn") })).sort(byLabel);
  const attributes = attributeNames.map((id) => ({ id, label: a(id) })).sort(byLabel);
  const select = (
    name: string,
    label: string,
    any: string,
    options: readonly { id: string; label: string }[],
  ) => (
    <FilterField name={name} label={label} problem={undefined} className="sm:w-48">
      {(wiring) => (
        <select {...wiring} className="control" defaultValue={value(name)}>
          <option value="">{any}</option>
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FilterField>
  );
  return (
    <>
      <TabLinks
        label={t("periods")}
        tabs={presets.map(([preset, since]) => ({
          href: addressOf(here, query, { since: since || null, until: null, after: null }),
          label: t(preset),
          current: value("since") === since && value("until") === "",
        }))}
      />
      <form className="mb-4 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap" data-part="filters">
        <FilterField name="who" label={t("filter_who")} problem={undefined} className="sm:w-40">
          {(wiring) => <input {...wiring} className="control" defaultValue={value("who")} />}
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
            <FilterField key={name} name={name} label={t(name)} problem={undefined} className="sm:w-38">
              {(wiring) => <input {...wiring} type="date" className="control" defaultValue={value(name)} />}
            </FilterField>
          ))}
        </div>
        <div className="col-span-2 flex gap-1">
          <Button>{c("apply")}</Button>
          {["who", "what", "changed", "door", "since", "until"].some((name) => value(name)) ? (
            <ButtonLink look="quiet" href={here} prefetch={false}>
              {c("clear")}
            </ButtonLink>
          ) : null}
        </div>
      </form>
    </>
  );
}
