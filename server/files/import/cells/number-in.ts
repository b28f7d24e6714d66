import { readAmount } from "@/attributes/reading/amount-entry";
import { plainDecimal, readDecimal } from "@/attributes/reading/decimal";
import type { NumberSort } from "@/attributes/reading/typed-number";
import type { CellContext } from "./cell-context";
import { type Read, wrong } from "./said";

const sorts = { money: "amount", percent: "percent", number: "number" } as const satisfies Record<
  string,
  NumberSort
>;

/** A number as people type it in this language; from a program or a workbook also as those write it. */
export function numberIn(
  kind: keyof typeof sorts,
  text: string,
  { locale, format, source, currency }: CellContext,
): Read {
  const plain = format === "xlsx" || source !== null ? plainIn(text) : null;
  // a rate may have more decimals than amounts
  if (plain !== null) return { value: kind === "number" ? text.trim() : plain };
  const read = readAmount(text, locale, { sort: sorts[kind], currency });
  if (typeof read === "string") return { value: plainDecimal(read) };
  switch (read.unread) {
    case "no number":
      return wrong("cannot be read as a number", "number_expected");
    case "other currency":
      return wrong(`is in another currency than ${currency}`, "currency_of_customer", {
        given: read.typed,
        own: currency ?? "",
      });
    case "ambiguous": {
      const [one, other] = read.readings.map((reading) => spelled(reading, locale));
      return wrong("can be read in two ways", "amount_ambiguous", {
        typed: text.trim(),
        one: one ?? "",
        other: other ?? "",
      });
    }
    default:
      return read satisfies never;
  }
}

function plainIn(text: string): string | null {
  const trimmed = text.trim();
  if (!/^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(trimmed)) return null;
  const read = readDecimal(trimmed);
  return read === null ? null : plainDecimal(read);
}

function spelled(reading: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 6, useGrouping: "always" });
  // `format` takes decimal text since ES2023; TypeScript types that as a template of a number
  return format.format(reading as `${number}`);
}
