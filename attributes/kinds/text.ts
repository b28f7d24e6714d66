import { hasUnseen, withoutPasted, withoutUnseen } from "../reading/unseen";
import { type Kind, refuseNil, refuseType, schemaFrom, Unreadable } from "./kind";

export type TextRules = {
  readonly min?: number;
  /** in characters (code points) */
  readonly max: number;
  /** line breaks are allowed */
  readonly multiline?: boolean;
  /** tabs are allowed */
  readonly tabs?: boolean;
  /** no blank at either end */
  readonly trimmed?: boolean;
  /** marks that came along when the text was copied are removed before it is judged */
  readonly pasted?: "removed";
};

export interface TextKind extends Kind<string> {
  readonly kind: "text";
  readonly min: number;
  readonly max: number;
  readonly multiline: boolean;
  /** what tells things apart has more rules than its length */
  readonly of?: "name" | "login";
}

/** Text. nil clears it, if it may be empty. */
export function text(rules: TextRules): TextKind {
  return {
    kind: "text",
    wire: "string",
    nullable: false,
    example: rules.min ? "Nordic" : "",
    min: rules.min ?? 0,
    max: rules.max,
    multiline: rules.multiline ?? false,
    schema: schemaFrom((raw) => (raw === null && !rules.min ? "" : readText(raw, rules))),
  };
}

/** Text that is typed or pasted and has no meaning but for people: contact data. */
export function contact(rules: TextRules): TextKind {
  return text({ ...rules, pasted: "removed" });
}

/** A name by which people tell things apart. @param max in characters; `min` 0 if it may be empty */
export function name({ min = 1, max }: Pick<TextRules, "min" | "max">): TextKind {
  return {
    ...text({ min, max }),
    of: "name",
    schema: schemaFrom((raw) => {
      if (raw === null && min === 0) return "";
      return readName(raw, { min, max }).replace(/\s+/g, " ");
    }),
  };
}

/** A log-in's name: printable, without the colon that HTTP Digest separates by. */
export function login(): TextKind {
  return {
    ...text({ min: 1, max: 128, trimmed: true }),
    of: "login",
    schema: schemaFrom((raw) => {
      const value = readName(raw, { min: 1, max: 128 });
      if (/\p{Cn}/u.test(value)) throw unseenCharacters();
      if (value.includes(":")) {
        throw new Unreadable({ message: "must not contain a colon", key: "colon" });
      }
      return value;
    }),
  };
}

/**
 * Reads what people tell things apart by: nothing that is not seen, nothing but marks, no mark without its letter.
 * Source: semantics, 'Names and text'.
 */
function readName(raw: unknown, rules: TextRules): string {
  const value = readText(raw, { ...rules, trimmed: true });
  if (hasUnseen(value)) throw unseenCharacters();
  if (/^\p{M}/u.test(value)) {
    throw new Unreadable({ message: "must not begin with a combining mark", key: "mark_first" });
  }
  return value;
}

function unseenCharacters(): Unreadable {
  return new Unreadable({ message: "must not contain invisible characters", key: "characters" });
}

/**
 * Reads text as all text is kept: Unicode NFC, LF line ends; no control characters, lone surrogates or
 * bidirectional controls. Source: semantics, 'Create and update'.
 */
export function readText(raw: unknown, rules: TextRules): string {
  if (raw === null) refuseNil();
  if (typeof raw !== "string") refuseType("a string", "text_expected");
  if (!raw.isWellFormed()) {
    throw new Unreadable({ message: "contains a broken character", key: "characters" });
  }
  const text = rules.pasted === "removed" ? withoutPasted(raw) : raw;
  const value = text.normalize("NFC").replace(/\r\n?/g, "\n");
  const rest = value.replace(rules.tabs ? /[\n\t]/g : rules.multiline ? /\n/g : /(?!)/g, "");
  if (controls.test(rest)) {
    throw new Unreadable({ message: "must not contain control characters", key: "characters" });
  }
  // to people, a name of blanks and invisible characters is no name; a password may be one
  const visible = rules.trimmed ? withoutUnseen(value).trim() : value;
  if (rules.min && visible === "") {
    throw new Unreadable({ message: "must not be empty", key: "required" });
  }
  if (rules.trimmed && value !== value.trim()) {
    throw new Unreadable({ message: "must not begin or end with a blank", key: "blank_at_end" });
  }
  const length = [...value].length;
  if (length < (rules.min ?? 0)) {
    throw new Unreadable({
      message: `must have at least ${rules.min} characters`,
      key: "too_short",
      values: { min: rules.min ?? 0 },
    });
  }
  if (length > rules.max) {
    throw new Unreadable({
      message: `must have at most ${rules.max} characters`,
      key: "too_long",
      values: { max: rules.max },
    });
  }
  return value;
}

const controls = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
