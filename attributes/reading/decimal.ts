/** A decimal number as text: an optional sign, digits, and exactly six of them after the point. */
export type DecimalText = string;

const places = 6;
const spelling = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * Reads a decimal number with any exponent and any number of decimals, and rounds it half-even to six places without
 * going through a double. Source: semantics, 'Money in'.
 * @returns the canonical text (`-12.500000`; zero is never negative), or null if it is not a finite number. Cuts a value
 *   beyond all bounds, such as 1e999, to 10^400: it stays too large, and the refusal can say so
 */
export function readDecimal(text: string): DecimalText | null {
  const match = spelling.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") return null;
  const digits = whole + fraction;
  if (digits.length > 400) return null;
  // the value is digits × 10^scale; `shift` brings it to whole millionths
  const shift = Number(exponent) - fraction.length + places;
  const magnitude = magnitudeOf(BigInt(digits), shift);
  return fromMillionths(sign === "-" ? -magnitude : magnitude);
}

function magnitudeOf(digits: bigint, shift: number): bigint {
  if (digits === 0n) return 0n;
  return shift >= 0 ? digits * 10n ** BigInt(Math.min(shift, 400)) : divideHalfEven(digits, -shift);
}

/** The number in millionths, exactly. @param text as `readDecimal` gives it */
export function millionths(text: DecimalText): bigint {
  return BigInt(text.replace(".", ""));
}

/** The inverse of `millionths`. */
export function fromMillionths(value: bigint): DecimalText {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/**
 * Drops trailing zeros and exponents, for wires and form fields: `12.500000` becomes `12.5`, `3.000000` becomes `3`,
 * `1e-7` becomes `0.0000001`. @param text a DecimalText, or a number as JavaScript writes it
 */
export function plainDecimal(text: string): string {
  const exponent = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (exponent) {
    const [, sign, first, rest = "", power] = exponent;
    const digits = `${first}${rest}`;
    const whole = Number(power) + 1;
    // JavaScript writes an exponent only where no point falls among the digits
    return `${sign}${whole > 0 ? digits.padEnd(whole, "0") : `0.${"0".repeat(-whole)}${digits}`}`;
  }
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** Divides by a power of ten and rounds half-even. @param value not below 0 */
export function divideHalfEven(value: bigint, zeros: number): bigint {
  // more zeros than digits leave less than a half
  if (zeros > 410) return 0n;
  const divisor = 10n ** BigInt(zeros);
  const quotient = value / divisor;
  const twice = (value % divisor) * 2n;
  const roundUp = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return roundUp ? quotient + 1n : quotient;
}

/** A number kept as the caller wrote it, so that a double loses no digit. */
export class DecimalLiteral {
  constructor(readonly text: string) {}
}
