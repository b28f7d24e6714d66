/** What a list can be answered in beside JSON, all of it. */
export const streamed = {
  ndjson: "application/x-ndjson",
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

const formats = { ...streamed, pdf: "application/pdf" } as const;
export type Format = "json" | keyof typeof formats;

const json = ["*/*", "application/*", "application/json", "application/problem+json", ""];

/** Source: RFC 9110 §12.4.2 */
function weightIn(part: string): number {
  const [, weight] = /;\s*q=([01](?:\.\d{0,3})?)\s*(?:;|$)/.exec(part) ?? [];
  return weight === undefined ? 1 : Number(weight);
}

/** What a caller wants to be answered in: the first of what they name that there is; null: nothing. */
export function formatIn(accept: string | string[] | undefined): Format | null {
  const wanted = String(accept ?? "*/*")
    .toLowerCase()
    .split(",")
    .map((part) => ({ type: part.split(";")[0]?.trim() ?? "", weight: weightIn(part) }))
    .filter(({ weight }) => weight > 0)
    // of the same weight in the order in which they stand
    .toSorted((one, other) => other.weight - one.weight);
  for (const { type } of wanted) {
    if (json.includes(type)) return "json";
    // Object.entries gives texts; the object has exactly these keys
    const found = (Object.entries(formats) as [keyof typeof formats, string][]).find(
      ([, known]) => known === type,
    );
    if (found) return found[0];
  }
  return null;
}
