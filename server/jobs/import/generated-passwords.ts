import { hkdfSync, randomBytes } from "node:crypto";
import { decrypt, encrypt } from "../../ground/keys/encryption";
import type { ImportAct } from "../acts/import-act";

/** What the passwords of an import are made of: all that is stored of them, encrypted. */
export function newSeed(): string {
  return Buffer.from(encrypt(randomBytes(32))).toString("base64");
}

/** 32 characters that nobody takes for another. */
const letters = "abcdefghjkmnpqrstuvwxyzACDEFGHJK";
const digits = "23456789";

/**
 * The password that an import made for a row: four groups of four letters with a digit each, of 92 bits. The same again while
 * the seed is there; undefined: somebody has taken them, or their time is over. Source: RFC 5869.
 */
export function generatedPassword({ seed }: Pick<ImportAct, "seed">, row: number): string | undefined {
  if (seed === null) return undefined;
  const bytes = new Uint8Array(hkdfSync("sha256", opened(seed), "", `row ${row}`, 20));
  const groups = [0, 5, 10, 15].map((from) => {
    const [first = 0, ...others] = bytes.subarray(from, from + 4);
    const last = bytes[from + 4] ?? 0;
    return `${[first, ...others].map((byte) => letters[byte % letters.length]).join("")}${digits[last % digits.length]}`;
  });
  const password = groups.join("-");
  // the strictest policy wants both cases; the last letter is a capital where chance gave none
  return /[A-Z]/.test(password) && /[a-z]/.test(password) ? password : `K${password.slice(1, -1)}k7`;
}

let last: { readonly sealed: string; readonly seed: Buffer } | null = null;

function opened(sealed: string): Buffer {
  if (last?.sealed !== sealed) last = { sealed, seed: decrypt(Buffer.from(sealed, "base64")) };
  return last.seed;
}
