import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * The text of keys: `trk_`, 8 characters that stay visible, `_`, 256 random bits in 43 characters, and 6 of a CRC-32 over all
 * before them. So a typing error is told without a look-up, and programs that look for secrets know a key by its form.
 * Source: rest, 'Who calls'.
 */
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const form = /^trk_([0-9A-Za-z]{8})_[0-9A-Za-z]{49}$/;
const lengthOf = { prefix: 8, secret: 43, check: 6 } as const;

/** Makes the text of a new key. */
export function makeKeyText(): { readonly text: string; readonly prefix: string } {
  const prefix = inDigits(numberOf(randomBytes(16)), lengthOf.prefix);
  const before = `trk_${prefix}_${inDigits(numberOf(randomBytes(32)), lengthOf.secret)}`;
  return { text: before + checkOf(before), prefix };
}

/** The visible part of a key's text; null: the text is no key, or one that was mistyped. */
export function prefixOf(text: string): string | null {
  const found = form.exec(text);
  const before = text.slice(0, -lengthOf.check);
  return found?.[1] !== undefined && text === before + checkOf(before) ? found[1] : null;
}

/** How people see a key that they can no longer read. @param prefix its visible part */
export function spellPrefix(prefix: string): string {
  return `trk_${prefix}_…`;
}

function checkOf(before: string): string {
  return inDigits(BigInt(crc32(before)), lengthOf.check);
}

function numberOf(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString("hex")}`);
}

/** The last digits of a number, to the base of 62; as many as are asked for. */
function inDigits(number: bigint, length: number): string {
  let [text, left] = ["", number];
  while (text.length < length) {
    text = digits.charAt(Number(left % 62n)) + text;
    left /= 62n;
  }
  return text;
}
