/**
 * Writes a number in groups, in the reader's language, below zero with a true minus. @param text decimal text of any size,
 * without an exponent
 */
export function formatNumber(text: string, locale: string): string {
  const isNegative = text.startsWith("-");
  // `format` takes decimal text since ES2023; TypeScript types that as a template of a number
  const size = formatOf(locale, "standard").format((isNegative ? text.slice(1) : text) as `${number}`);
  return isNegative ? `−${size}` : size;
}

/** The same in three digits, as an axis has room for: `1.5K`. */
export function formatShort(value: number, locale: string): string {
  return formatOf(locale, "compact").format(value);
}

function formatOf(locale: string, notation: "standard" | "compact"): Intl.NumberFormat {
  const key = `${locale} ${notation}`;
  const digits = notation === "compact" ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 20 };
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { notation, ...digits });
  formats.set(key, format);
  return format;
}

/** Making a formatter costs more than a hundred uses of it. */
const formats = new Map<string, Intl.NumberFormat>();
