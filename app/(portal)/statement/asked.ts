import { feature } from "@/attributes/kinds/boolean";
import type { Query } from "@/components/list/list-query";
import { Refusal } from "@/server/ground/refusal";
import type { Days } from "@/server/ground/time/calendar";
import { todayIn } from "@/server/ground/time/clock";
import { byKind, oneOf, readFilter } from "@/server/input/read-parameter";
import { asTyped, dayIn, type Filters, readFilters } from "../../web/lists/filters";
import { daysOf, type Preset, presets } from "./presets";

export type StatementFilterName = "since" | "until" | "period" | "everyone";

/** The statement that an address asks for. */
export type Asked = {
  /** null: days of one's own */
  readonly preset: Preset | null;
  /** as the person typed them, without blanks around them */
  readonly days: Days;
  readonly everyone: boolean;
  /** for `getStatement` */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly wrong: Filters<StatementFilterName>["wrong"];
};

/** Reads the address. Without a period it means this month; days are days of the reader's time zone. */
export async function askedIn(query: Query, timeZone: string): Promise<Asked> {
  const day = dayIn(timeZone);
  const readers = { since: day, until: day, period: asTyped, everyone: asTyped };
  const { typed, raw, ...read } = await readFilters<StatementFilterName>(query, readers, (one) => {
    readFilter(one, "period", oneOf(presets));
    readFilter(one, "everyone", isEveryone);
  });
  const own = typed.since !== "" || typed.until !== "";
  const missing = (["since", "until"] as const).filter((name) => own && typed[name] === "");
  const wrong = new Map([...read.wrong, ...missing.map((name) => [name, required(name)] as const)]);
  const preset = own ? null : (presets.find((name) => name === raw.period) ?? "this_month");
  const days = preset ? daysOf(preset, todayIn(timeZone)) : typed;
  const { since, until } = preset
    ? { since: day(days.since, "since"), until: day(days.until, "until") }
    : raw;
  const everyone = readFilter(raw, "everyone", isEveryone) ?? false;
  return {
    preset,
    days: { since: days.since.trim(), until: days.until.trim() },
    everyone,
    raw: { ...scopeIn(query), direct: !everyone, since, until },
    wrong,
  };
}

const isEveryone = byKind(feature());

function scopeIn({ of = "" }: Query): { readonly i_wholesaler?: string } {
  if (of === "") return {};
  // 0 is nobody's id
  return { i_wholesaler: typeof of === "string" && /^\d{1,10}$/.test(of) ? of : "0" };
}

function required(name: string): Refusal {
  return new Refusal(400, `Parameter ${name} is required`, name, { key: "required" });
}
