import { readFile } from "node:fs/promises";
import { beforeAll, expect, it } from "vitest";
import { daysOf, presets } from "@/app/(portal)/statement/presets";
import zones from "@/prisma/data/time-zones.json";
import { database } from "@/server/database/client";
import { Prisma } from "@/server/database/generated/client";
import { dayBefore, nextDay } from "@/server/ground/time/calendar";
import { dayIn, momentInZone, startOfDay, wallText } from "@/server/ground/time/clock";
import { fc } from "@/tests/chance";
import { givenFreshDatabase } from "../../database/fresh";
import { drawImports } from "../../house/draw-imports";

givenFreshDatabase();

const names = zones.map(({ name }) => name);
const minute = 60_000;
/** What both time zone databases, PostgreSQL's and Node's, have settled; see `agreed` for the rest. */
const [first, last] = [Date.UTC(1970, 0, 2), Date.UTC(2025, 0, 1)];

/** The moments at which the clocks of a zone change, to the minute, by halves. */
function changesIn(timeZone: string): number[] {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const offset = (at: number) => format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value;
  const found: number[] = [];
  for (let at = first; at < last; at += 45 * 1440 * minute) {
    let [from, to] = [at, at + 45 * 1440 * minute];
    if (offset(from) === offset(to)) continue;
    while (to - from > minute) {
      const middle = from + Math.floor((to - from) / minute / 2) * minute;
      if (offset(middle) === offset(from)) from = middle;
      else to = middle;
    }
    found.push(to);
  }
  return found;
}

type Zone = { readonly zone: string; readonly changes: readonly number[] };

/** The zones of which both databases know the same changes: a newer one corrects the past of some. */
async function agreed(zones: readonly Zone[]): Promise<Zone[]> {
  const ends = zones.flatMap(({ zone, changes }) => {
    // by Node itself, not by the room that is tested
    const format = new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
    const moments = changes.flatMap((at) => [at - minute, at]);
    return moments.map((at) => ({ zone, at, wall: format.format(at) }));
  });
  const other = await database().$queryRaw<{ zone: string }[]>`
    SELECT DISTINCT zone FROM json_to_recordset(${JSON.stringify(ends)}::json) AS s (zone text, at float8, wall text)
     WHERE to_char(to_timestamp(at / 1000) AT TIME ZONE zone, 'YYYY-MM-DD HH24:MI') <> wall`;
  return zones.filter(({ zone }) => !other.some((one) => one.zone === zone));
}

let sample: { i: number; zone: string; at: Date }[] = [];

beforeAll(async () => {
  const known = names.map((zone) => ({ zone, changes: changesIn(zone) }));
  const same = await agreed(known);
  expect(same.length).toBeGreaterThan(known.length - 10);
  /** Any moment in any zone; mostly near one at which its clocks change. */
  const moments = fc.oneof(
    fc.record({
      zone: fc.constantFrom(...same.map(({ zone }) => zone)),
      at: fc.integer({ min: first, max: last }),
    }),
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(...same.filter(({ changes }) => changes.length > 0))
        .chain(({ zone, changes }) =>
          fc.record({
            zone: fc.constant(zone),
            at: fc
              .tuple(fc.constantFrom(...changes), fc.integer({ min: -1500, max: 1500 }))
              .map(([change, minutes]) => change + minutes * minute),
          }),
        ),
    },
  );
  sample = fc.sample(moments, 2_000).map(({ zone, at }, i) => ({ i, zone, at: new Date(at) }));
});

it("clocks show what PostgreSQL's show, in every zone and around every change", async () => {
  const shown = await database().$queryRaw<{ wall: string }[]>`
    SELECT to_char(at AT TIME ZONE zone, 'YYYY-MM-DD HH24:MI:SS') AS wall
      FROM json_to_recordset(${JSON.stringify(sample)}::json) AS s (i int, zone text, at timestamptz) ORDER BY i`;
  const walls = shown.map(({ wall }) => wall);
  expect(sample.map(({ at, zone }) => wallText(at, zone))).toEqual(walls);
  expect(sample.map(({ at, zone }) => dayIn(at, zone))).toEqual(walls.map((wall) => wall.slice(0, 10)));
});

it("a time that clocks show is the first moment at which PostgreSQL's show it; a skipped one counts on", async () => {
  const times = sample.map(({ at, ...one }) => ({ ...one, local: at.toISOString().slice(0, 16) }));
  // PostgreSQL takes the last moment where a time comes twice, and counts on where it is skipped
  const expected = await database().$queryRaw<{ at: Date }[]>`
    SELECT least(last, (SELECT min(last - m * interval '1 minute') FROM generate_series(0, 1500, 15) m
                         WHERE (last - m * interval '1 minute') AT TIME ZONE zone = local)) AS at
      FROM (SELECT i, zone, local, local AT TIME ZONE zone AS last
              FROM json_to_recordset(${JSON.stringify(times)}::json) AS s (i int, zone text, local timestamp)) t
     ORDER BY i`;
  expect(times.map(({ local, zone }) => momentInZone(local, zone))).toEqual(
    expected.map(({ at }) => at.toISOString()),
  );
});

it("a day begins at its first midnight or, where PostgreSQL knows none, at the first moment after", async () => {
  const days = sample.map(({ at, ...one }) => ({ ...one, day: at.toISOString().slice(0, 10) }));
  const begun = days.map(({ day, zone, i }) => ({ day, zone, i, at: startOfDay(day, zone) }));
  const wrong = await database().$queryRaw`
    SELECT day::text, zone, at FROM (
      SELECT zone, day, at, at AT TIME ZONE zone AS wall, (at - interval '1 second') AT TIME ZONE zone AS before,
             day AT TIME ZONE zone AS midnight
        FROM json_to_recordset(${JSON.stringify(begun)}::json) AS s (i int, zone text, day timestamp, at timestamptz)) t
     WHERE before >= day OR CASE WHEN midnight AT TIME ZONE zone = day THEN wall <> day OR at > midnight ELSE wall <= day END`;
  expect(wrong).toEqual([]);
});

it("days, months, quarters and years are PostgreSQL's", async () => {
  const given = sample.map(({ at, i }) => ({ i, day: at.toISOString().slice(0, 10) }));
  const expected = await database().$queryRaw`
    SELECT (day + 1)::text AS next, (day - i)::text AS before,
           jsonb_build_object(
             'this_month', ${days("month")}, 'last_month', ${days("month", "1 month")},
             'this_quarter', ${days("quarter")}, 'this_year', ${days("year")}) AS presets
      FROM json_to_recordset(${JSON.stringify(given)}::json) AS s (i int, day date) ORDER BY i`;
  expect(
    given.map(({ day, i }) => ({
      next: nextDay(day),
      before: dayBefore(day, i),
      presets: Object.fromEntries(presets.map((preset) => [preset, daysOf(preset, day)])),
    })),
  ).toEqual(expected);
});

function days(unit: "month" | "quarter" | "year", ago = "0 days"): Prisma.Sql {
  const since = Prisma.sql`date_trunc(${unit}, day) - ${ago}::interval`;
  const length = unit === "quarter" ? "3 months" : `1 ${unit}`;
  return Prisma.sql`jsonb_build_object('since', (${since})::date,
                                       'until', (${since} + ${length}::interval)::date - 1)`;
}

it("nothing else reckons with clocks and calendars", async () => {
  const { files } = drawImports(".");
  const elsewhere = files.filter((file) => !file.startsWith("server/ground/time/"));
  expect(elsewhere.length).toBeGreaterThan(500);
  const found: string[] = [];
  for (const file of elsewhere)
    if (/temporal-polyfill|getTimezoneOffset|setUTC|86_400_000/.test(await readFile(file, "utf8")))
      found.push(file);
  // a spreadsheet counts days of a calendar, in no zone
  expect(found).toEqual(["server/files/spreadsheet-days.ts"]);
});
