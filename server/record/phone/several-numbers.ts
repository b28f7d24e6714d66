/** Two numbers that share fewer digits at their ends do not match. */
export const fewestInCommon = 6;

/** The longest number, without and with what people dial before it (8 10). Source: E.164. */
const mostDigits = 15;
const mostDialled = 18;

/** A number of seven digits is whole in many countries; equally long ones after each other are no area code. */
const shortestWhole = 7;

/** What always stands between two numbers, or between a number and its extension. */
export const separator = /[,;#|\\&•،؛、\p{L}\p{M}]+/u;

/**
 * The numbers that a piece of text without a separator can hold. A slash, or a dash between blanks, ends an area code
 * (`030 / 1234567`) or separates two numbers (`0123 456 / 0124 789`). It separates them if the second begins like a
 * whole number, if no number is so long, or if both are equally long and the first does not begin with an area code.
 * The whole piece is always among them, because the code may be written in parts (`0 / 30 / …`).
 */
export function numbersOfPiece(piece: string): string[] {
  // a plus begins a number wherever it stands
  const apart = piece.split(/(?<=[0-9].*)(?=\+)/s);
  if (apart.length > 1) return apart.flatMap(numbersOfPiece);
  const [first = "", ...rest] = piece.split(/\/|\s\p{Pd}+\s/u);
  const found = [piece];
  let current = first;
  for (const next of rest) {
    const isWhole = countDigits(current) >= fewestInCommon;
    // the digits after it may also be another end of the number: 030 123456/78
    if (isWhole) found.push(current);
    current = isWhole && isAnother(current, next) ? next : `${current}/${next}`;
  }
  return [...found, current];
}

function isAnother(number: string, next: string): boolean {
  const [left, right] = [countDigits(number), countDigits(next)];
  if (right < fewestInCommon) return false;
  const isDialled = /^[\s(]*[08]/.test(number);
  if (/^[\s(]*0/.test(next) || left + right > (isDialled ? mostDialled : mostDigits)) return true;
  return left === right && left >= shortestWhole && !/^[\s(]*[0+]/.test(number);
}

function countDigits(text: string): number {
  return text.replace(/[^0-9]/g, "").length;
}
