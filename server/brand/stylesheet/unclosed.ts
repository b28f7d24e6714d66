/** The position of something unclosed in a stylesheet; line and column count from 1. */
export type Unclosed = {
  readonly what: "block" | "string" | "comment";
  readonly line: number;
  readonly column: number;
};

const closing: Readonly<Record<string, string>> = { "{": "}", "(": ")", "[": "]" };

/**
 * Finds the first unclosed block, string or comment of a stylesheet; null if there is none. Browsers drop whatever else
 * is wrong, and so do we. Source: semantics, 'Branding'; CSS Syntax Level 3, §4 (tokens).
 */
export function findUnclosed(css: string): Unclosed | null {
  const open: { readonly closer: string; readonly at: number }[] = [];
  let at = 0;
  while (at < css.length) {
    const char = css.charAt(at);
    if (char === "\\") at += 2;
    else if (css.startsWith("/*", at)) {
      const end = css.indexOf("*/", at + 2);
      if (end < 0) return place(css, at, "comment");
      at = end + 2;
    } else if (char === '"' || char === "'") {
      const end = endOfString(css, at);
      if (end === null) return place(css, at, "string");
      at = end;
    } else {
      if (closing[char]) open.push({ closer: closing[char], at });
      // browsers drop a closer without an opener
      else if (open.at(-1)?.closer === char) open.pop();
      at += 1;
    }
  }
  const left = open.at(-1);
  return left ? place(css, left.at, "block") : null;
}

/** @returns the index after the closing quote; null if the line or the text ends first */
function endOfString(css: string, start: number): number | null {
  const quote = css.charAt(start);
  for (let at = start + 1; at < css.length; at += 1) {
    const char = css.charAt(at);
    if (char === "\\") at += 1;
    else if (char === quote) return at + 1;
    else if (char === "\n") return null;
  }
  return null;
}

function place(css: string, at: number, what: Unclosed["what"]): Unclosed {
  const before = css.slice(0, at).split("\n");
  return { what, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
