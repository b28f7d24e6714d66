import { ident, tokenize, tokenTypes } from "css-tree";

/** A token of a stylesheet. */
export interface Token {
  readonly type: number;
  /** as it is written */
  readonly text: string;
  readonly start: number;
  /** how many brackets, functions and blocks are open around it, its own not counted */
  readonly depth: number;
  /** of what opens: the place of its closer in the list, or the list's length where nothing closes it; else -1 */
  closedAt: number;
}

/** More open brackets than these nobody writes; what is deeper is dropped before anything recursive sees it. */
export const deepest = 32;

const closers = new Map<number, number>([
  [tokenTypes.LeftCurlyBracket, tokenTypes.RightCurlyBracket],
  [tokenTypes.LeftSquareBracket, tokenTypes.RightSquareBracket],
  [tokenTypes.LeftParenthesis, tokenTypes.RightParenthesis],
  [tokenTypes.Function, tokenTypes.RightParenthesis],
]);

/** What CSS makes of a text before it reads it. Source: CSS Syntax Level 3, §3.3. */
export function preprocessed(css: string): string {
  return css
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?|\f/g, "\n")
    .replaceAll("\0", "\uFFFD")
    .toWellFormed();
}

/**
 * The tokens of a preprocessed text, each opener with its closer. In one pass without recursion, however deep it is.
 * A closer that fits nothing closes nothing. Source: CSS Syntax Level 3, §4.3 and §5.4.8.
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

/** A name as it is meant: `u\72l` is url. */
export function decoded(name: string): string {
  return name.includes("\\") ? ident.decode(name) : name;
}

/** A name as it is written, so that it can be read in one way only. */
export function encoded(name: string): string {
  // with a > after it, it would be something else
  if (name === "--") return "\\--";
  return /^-?[a-z_][\w-]*$|^--[\w-]+$/i.test(name) ? name : ident.encode(name);
}

/** The name of a function token, small letters, without its bracket. */
export function functionName(token: Token): string {
  return decoded(token.text.slice(0, -1)).toLowerCase();
}

export function isSpace(token: Token | undefined): boolean {
  return token?.type === tokenTypes.WhiteSpace || token?.type === tokenTypes.Comment;
}
