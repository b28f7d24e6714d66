import { randomInt } from "node:crypto";

/** Letters and digits that people do not confuse, not even over the telephone. */
const signs = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 8;

/** Makes a reference of eight signs; two are practically never the same. */
export function makeReference(): string {
  return Array.from({ length }, () => signs[randomInt(signs.length)]).join("");
}

/** Splits it into two groups of four, the way people read it out. */
export function spellReference(reference: string): string {
  return `${reference.slice(0, 4)}-${reference.slice(4)}`;
}

/** Reads a reference as people type it, in either case and with or without the hyphen; null if it cannot be one. */
export function readReference(text: string): string | null {
  const typed = text.trim().toUpperCase().replace(/[-\s]/g, "");
  return typed.length === length && [...typed].every((sign) => signs.includes(sign)) ? typed : null;
}
