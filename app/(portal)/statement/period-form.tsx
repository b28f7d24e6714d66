import { FilterField } from "@/components/form/filter-field";
import { LiveFilters } from "@/components/form/live-filters";
import { addressOf } from "@/components/list/list-query";
import { Button } from "@/components/ui/button";
import { TabLinks } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import type { Asked } from "./asked";
import { presets } from "./presets";

type Props = {
  readonly asked: Asked;
  /** the id of the descendant in whose scope it is, if not one's own */
  readonly of: string;
  /** what is wrong with a day, by the name of its field */
  readonly problems: Readonly<Record<string, string>>;
};

/** Chooses the period: a click for a usual one, days for any other, and whether to include everyone below. */
export async function PeriodForm({ asked, of, problems }: Props) {
  const [t, c] = [await getTranslations("statement"), await getTranslations("common")];
  const kept = { of, everyone: asked.everyone ? "1" : "" };
  const day = (name: "since" | "until") => (
    <FilterField name={name} label={t(name)} problem={problems[name]} className="w-38">
      {(wiring) => (
        <input
          {...wiring}
          // a date field would drop a text that is not a day
          type={problems[name] ? "text" : "date"}
          className="control"
          defaultValue={asked.days[name]}
        />
      )}
    </FilterField>
  );
  return (
    <>
      <TabLinks
        label={t("periods")}
        tabs={presets.map((preset) => ({
          href: addressOf("/statement", { ...kept, period: preset }, {}),
          label: t(preset),
          current: preset === asked.preset,
        }))}
      />
      {problems.period ? <p className="field-problem mb-3">{problems.period}</p> : null}
      <LiveFilters
        shown={{ ...asked.days, of, everyone: kept.everyone }}
        className="mb-6 flex flex-wrap items-start gap-3"
      >
        {of ? <input type="hidden" name="of" value={of} /> : null}
        {day("since")}
        {day("until")}
        <label className="flex h-9 items-center gap-2 px-1 sm:mt-6">
          <input
            type="checkbox"
            name="everyone"
            value="1"
            defaultChecked={asked.everyone}
            className="check"
          />
          {t("everyone")}
        </label>
        {problems.everyone ? <p className="field-problem sm:mt-8">{problems.everyone}</p> : null}
        <div className="sm:pt-6">
          <Button className="in-[[data-live]]:hidden">{c("apply")}</Button>
        </div>
      </LiveFilters>
    </>
  );
}
