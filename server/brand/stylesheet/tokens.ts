import { ident, tokenize, tokenTypes } from "css-tree";

/** A token of a stylesheet. */
export interface Token {
  readonly type: number;
  /** as written */
  readonly text: string;
  readonly start: number;
  /** how many brackets, functions and blocks are open around it, not counting its own */
  readonly depth: number;
  /** for an opener: the index of its closer, or the list's length if nothing closes it; otherwise -1 */
  closedAt: number;
}

/** Nobody nests brackets deeper than this; we drop what does, before anything recursive sees it. */
export const deepest = 32;

const closers = new Map<number, number>([
  [tokenTypes.LeftCurlyBracket, tokenTypes.RightCurlyBracket],
  [tokenTypes.LeftSquareBracket, tokenTypes.RightSquareBracket],
  [tokenTypes.LeftParenthesis, tokenTypes.RightParenthesis],
  [tokenTypes.Function, tokenTypes.RightParenthesis],
]);

/** Preprocesses a text as CSS does before tokenising. Source: CSS Syntax Level 3, §3.3. */
export function preprocessed(css: string): string {
  return css
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?|\f/g, "\n")
    .replaceAll("\0", "\uFFFD")
    .toWellFormed();
}

/**
 * Tokenises a preprocessed text and matches each opener with its closer, in one pass and without recursion at any depth.
 * A closer without an opener closes nothing. Source: CSS Syntax Level 3, §4.3 and §5.4.8.
 */
export function readTokens(source: string): readonly Token[] {
  const tokens: Token[] = [];
  const open: { readonly token: Token; readonly closer: number }[] = [];
  tokenize(source, (type, start, end) => {
    const top = open.at(-1);
    if (top?.closer === type) {
      top.token.closedAt = tokens.length;
      open.pop();
    }
    const token: Token = { type, text: source.slice(start, end), start, depth: open.length, closedAt: -1 };
    const closer = closers.get(type);
    if (closer !== undefined) open.push({ token, closer });
    tokens.push(token);
  });
  for (const { token } of open) token.closedAt = tokens.length;
  return tokens;
}

/** Decodes a name: `u\72l` is url. */
export function decoded(name: string): string {
  return name.includes("\\") ? ident.decode(name) : name;
}

/** Encodes a name so that it can be read in one way only. */
export function encoded(name: string): string {
  // followed by a >, it would end an HTML comment
  if (name === "--") return "\\--";
  return /^-?[a-z_][\w-]*$|^--[\w-]+$/i.test(name) ? name : ident.encode(name);
}

/** The name of a function token in lower case, without its bracket. */
export function functionName(token: Token): string {
  return decoded(token.text.slice(0, -1)).toLowerCase();
}

export function isSpace(token: Token | undefined): boolean {
  return token?.type === tokenTypes.WhiteSpace || token?.type === tokenTypes.Comment;
}
