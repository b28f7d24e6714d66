import { type Kind, refuseNil, refuseType, schemaFrom, Unreadable } from "../kind";

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
};

export interface TextKind extends Kind<string> {
  readonly kind: "text";
  readonly max: number;
  readonly multiline: boolean;
}

/** Text. nil clears it, where it may be empty. */
export function text(rules: TextRules): TextKind {
  return {
    kind: "text",
    wire: "string",
    nullable: false,
    max: rules.max,
    multiline: rules.multiline ?? false,
    schema: schemaFrom((raw) => (raw === null && !rules.min ? "" : readText(raw, rules))),
  };
}

/** A log-in's name: printable, without the colon that HTTP Digest separates by. */
export function login(): TextKind {
  return {
    ...text({ min: 1, max: 128, trimmed: true }),
    schema: schemaFrom((raw) => {
      const value = readText(raw, { min: 1, max: 128, trimmed: true });
      if (!isPrintable(value)) {
        throw new Unreadable({ message: "must not contain invisible characters", key: "characters" });
      }
      if (value.includes(":")) {
        throw new Unreadable({ message: "must not contain a colon", key: "colon" });
      }
      return value;
    }),
  };
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
  const value = raw.normalize("NFC").replace(/\r\n?/g, "\n");
  const rest = value.replace(rules.tabs ? /[\n\t]/g : rules.multiline ? /\n/g : /(?!)/g, "");
  if (controls.test(rest)) {
    throw new Unreadable({ message: "must not contain control characters", key: "characters" });
  }
  if (rules.trimmed && value !== value.trim()) {
    throw new Unreadable({ message: "must not begin or end with a blank", key: "blank_at_end" });
  }
  const length = [...value].length;
  if (rules.min && length === 0) {
    throw new Unreadable({ message: "must not be empty", key: "required" });
  }
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

function isPrintable(value: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}]/u.test(value);
}
