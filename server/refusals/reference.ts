import { randomInt } from "node:crypto";

/** Letters and digits that nobody takes for each other, over the telephone either. */
const signs = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 8;

/** A new reference of a refusal: eight signs, as good as never the same twice. */
export function makeReference(): string {
  return Array.from({ length }, () => signs[randomInt(signs.length)]).join("");
}

/** As people read it out: in two groups of four. */
export function spellReference(reference: string): string {
  return `${reference.slice(0, 4)}-${reference.slice(4)}`;
}

/** The reference in what somebody typed, in any case, with or without its hyphen; null where it cannot be one. */
export function readReference(text: string): string | null {
  const typed = text.trim().toUpperCase().replace(/[-\s]/g, "");
  return typed.length === length && [...typed].every((sign) => signs.includes(sign)) ? typed : null;
}
