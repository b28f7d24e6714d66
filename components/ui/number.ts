/** A number as the reader's language writes it, in groups. @param text a number as text, of any size, without an exponent */
export function formatNumber(text: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  // `format` takes decimal text since ES2023; TypeScript's type for it is a template of a number
  return format.format(text as `${number}`);
}
