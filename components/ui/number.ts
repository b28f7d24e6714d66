/** Writes a number in groups, in the reader's language. @param text decimal text of any size, without an exponent */
export function formatNumber(text: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  // `format` takes decimal text since ES2023; TypeScript types that as a template of a number
  return format.format(text as `${number}`);
}
