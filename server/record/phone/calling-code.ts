/** The calling codes: of one digit, of two, and all others of three. Source: ITU-T E.164, list of assigned codes. */
const code = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9][0-9]{2})/;

/** The digits that follow the country's calling code in an international number; null if the code is not complete. */
export function afterCallingCode(digits: string): string | null {
  const [found] = code.exec(digits) ?? [];
  return found === undefined ? null : digits.slice(found.length);
}

/**
 * An international number without a trunk 0 after the calling code, which some people write (`+49 030 …`). Not instead
 * of the number as written: in Italy and elsewhere that 0 belongs to it.
 */
export function withoutTrunk(digits: string): string {
  const rest = afterCallingCode(digits) ?? "";
  return digits.slice(0, digits.length - rest.length) + rest.replace(/^0+/, "");
}
