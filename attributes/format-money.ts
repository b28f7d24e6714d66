/**
 * An amount in its currency, for figures, tables and lists; below zero with a true minus before everything else:
 * `−$9.66`, `−9,66 $`. @param amount decimal text, which never goes through a double
 */
export function formatMoney(amount: string, currency: string, locale: string): string {
  const isNegative = amount.startsWith("-");
  // `format` takes decimal text since ES2023; TypeScript types that as a template of a number
  const size = formatOf(currency, locale).format((isNegative ? amount.slice(1) : amount) as `${number}`);
  return isNegative ? `−${size}` : size;
}

/** Making a formatter costs more than a hundred uses of it; there are few languages and currencies. */
function formatOf(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const style = "currency";
  const made = new Intl.NumberFormat(locale, {
    style,
    currency,
    maximumFractionDigits: 6,
    minimumFractionDigits: digitsOf(currency),
  });
  formats.set(key, made);
  return made;
}

/** How many decimals a currency's amounts are written with at least: as many as its coins have. */
export function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().minimumFractionDigits ?? 2
  );
}

const formats = new Map<string, Intl.NumberFormat>();
