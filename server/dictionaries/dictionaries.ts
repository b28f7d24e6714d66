import currencies from "@/prisma/data/currencies.json";
import zones from "@/prisma/data/time-zones.json";

/** A row of a dictionary: its fixed id, and the name by which messages and the API know it. */
export type Entry = { readonly id: number | string; readonly name: string };

/**
 * The IANA time zones under their present names. Node lists renamed zones under their former names, so the data file
 * has both names of such a zone. Source: `backward` and `zone.tab` of the IANA time zone database.
 */
const timeZones: readonly (Entry & { readonly id: number; readonly former?: string })[] = zones;

/** The dictionaries, with fixed ids. Source: semantics, 'Dictionaries'. */
export const dictionaries = {
  time_zones: timeZones,
  languages: [
    { id: "en", name: "English" },
    { id: "ru", name: "Русский" },
  ],
  export_types: [
    { id: 1, name: "CSV" },
    { id: 2, name: "XLSX" },
  ],
  currencies: currencies.map(({ id }) => ({ id, name: id })),
  payment_methods: [
    { id: 1, name: "card" },
    { id: 2, name: "bank transfer" },
    { id: 3, name: "cash" },
    { id: 4, name: "cheque" },
    { id: 5, name: "other" },
  ],
  start_pages: [
    { id: 1, name: "overview" },
    { id: 2, name: "customers" },
    { id: 3, name: "tree" },
    { id: 4, name: "my preferences" },
  ],
  password_policies: [
    { id: 1, name: "standard" },
    { id: 2, name: "strong" },
    { id: 3, name: "strict" },
  ],
} as const satisfies Record<string, readonly Entry[]>;

const ids = new Map<string, ReadonlySet<number | string>>(
  Object.entries(dictionaries).map(([name, entries]) => [name, new Set(entries.map((entry) => entry.id))]),
);

/** Whether a dictionary has an id; true for targets that are no dictionary (tariffs, customers). */
export function isInDictionary(target: string, id: number | string): boolean {
  return ids.get(target)?.has(id) ?? true;
}

const zoneNames = new Map(timeZones.map(({ id, name }) => [id, name]));

// people and programs write names in any letter case
const zoneIds = new Map(
  timeZones.flatMap(({ id, name, former }) =>
    [name, former ?? name].map((one) => [one.toLowerCase(), id] as const),
  ),
);

/** The IANA name of a time zone. */
export function timeZoneName(id: number): string {
  return zoneNames.get(id) ?? "UTC";
}

/**
 * Turns an IANA name of a time zone, present or former (`Asia/Kolkata`, `Asia/Calcutta`), into its id; leaves anything
 * else as it is.
 */
export function timeZoneGiven(raw: unknown): unknown {
  return (typeof raw === "string" ? zoneIds.get(raw.trim().toLowerCase()) : undefined) ?? raw;
}
