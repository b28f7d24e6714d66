import { dayText } from "@/server/export/wall-time";
import { Refusal } from "@/server/refusal";
import { readDays } from "@/server/time/read-days";
import { type Days, daysOf, type Preset, presets } from "./presets";

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** What the address of a statement asks for. */
export type Asked = {
  /** null: a period of free choice */
  readonly preset: Preset | null;
  /** the days as typed */
  readonly days: Days;
  readonly everyone: boolean;
  /** the input for `getStatement` */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly wrong: Refusal | null;
};

/** Reads the address. Without a period it means this month; days are days of the reader's time zone. */
export function askedIn(query: Query, timeZone: string): Asked {
  const text = (name: string) => [query[name] ?? ""].flat()[0]?.trim() ?? "";
  const own = text("since") !== "" || text("until") !== "";
  const preset = own ? null : (presets.find((name) => name === text("period")) ?? "this_month");
  const days = preset
    ? daysOf(preset, dayText(new Date(), timeZone))
    : { since: text("since"), until: text("until") };
  const everyone = text("everyone") === "1";
  // 0 is nobody's id
  const of = /^\d{1,10}$/.test(text("of")) ? text("of") : "0";
  const scope = text("of") === "" ? {} : { i_wholesaler: of };
  const raw = { ...scope, direct: !everyone };
  try {
    const { since, until } = readDays(days, timeZone);
    return {
      preset,
      days,
      everyone,
      raw: { ...raw, since: demanded(since, "since"), until: demanded(until, "until") },
      wrong: null,
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { preset, days, everyone, raw, wrong: error };
  }
}

function demanded(moment: Date | undefined, name: string): Date {
  if (moment) return moment;
  throw new Refusal(400, `Parameter ${name} is required`, name, { key: "required" });
}
