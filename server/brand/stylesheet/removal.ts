import { withoutInvisibles } from "./invisibles";

/** Why we removed something from a stylesheet. Each reason has its text in messages/, `branding.removed.<reason>`. */
export const removalReasons = [
  "import",
  "charset",
  "namespace",
  "font_face",
  "at_rule",
  "url",
  "image",
  "file",
  "script",
  "function",
  "secret",
  "protected",
  "outside",
  "region",
  "overlay",
  "pseudo_element",
  "important",
  "invisible",
  "long_text",
  "too_deep",
  "too_complex",
  "selector",
  "declaration",
] as const;

export type RemovalReason = (typeof removalReasons)[number];

/** One removal from a stylesheet: where (counted from 1), at most 80 characters of its text, and why. */
export interface Removal {
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly why: RemovalReason;
}

const longest = 80;

/** Collects the removals from one stylesheet, by their positions in the text. */
export class Removals {
  readonly #source: string;
  readonly #found: { readonly from: number; readonly to: number; readonly why: RemovalReason }[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  add(from: number, to: number, why: RemovalReason): void {
    this.#found.push({ from, to, why });
  }

  /** The removals in the order of the text. */
  inOrder(): readonly Removal[] {
    const removals: Removal[] = [];
    let line = 1;
    let lineStart = 0;
    let lineEnd = this.#source.indexOf("\n");
    for (const { from, to, why } of this.#found.sort((one, other) => one.from - other.from)) {
      while (lineEnd >= 0 && lineEnd < from) {
        line += 1;
        lineStart = lineEnd + 1;
        lineEnd = this.#source.indexOf("\n", lineStart);
      }
      removals.push({
        line,
        column: from - lineStart + 1,
        what: shortened(this.#source.slice(from, to)),
        why,
      });
    }
    return removals;
  }
}

function shortened(text: string): string {
  // no need to read a block of 64 KiB for 80 characters
  const words = withoutInvisibles(text.slice(0, longest * 4), "\uFFFD")
    .replace(/\s+/g, " ")
    .trim();
  return words.length > longest || text.length > longest * 4 ? `${words.slice(0, longest - 1)}…` : words;
}
