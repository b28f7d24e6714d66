import { tokenTypes } from "css-tree";
import { decoded, deepest, isSpace, type Token } from "./tokens";

/** A range of tokens, from one index up to but not including another. */
export type Span = readonly [from: number, to: number];

export interface Declaration {
  readonly kind: "declaration";
  readonly span: Span;
  /** decoded, and in lower case unless it is a custom property */
  readonly name: string;
  readonly value: Span;
  readonly important: boolean;
}
export interface Rule {
  readonly kind: "rule";
  readonly span: Span;
  readonly prelude: Span;
  readonly block: readonly Item[];
}
export interface AtRule {
  readonly kind: "at";
  readonly span: Span;
  readonly name: string;
  readonly prelude: Span;
  readonly block: readonly Item[] | null;
}
/** Something that a browser would drop, or that is nested too deep to read. */
export interface Broken {
  readonly kind: "broken";
  readonly span: Span;
  readonly why: "declaration" | "selector" | "too_deep";
}
export type Item = Declaration | Rule | AtRule | Broken;

const { AtKeyword, CDC, CDO, Colon, Delim, Ident, LeftCurlyBracket, Semicolon } = tokenTypes;

/**
 * Parses the rules of a stylesheet or the contents of a block. css-tree's own parser recognises nested rules only if they
 * begin with `&`, and parses some texts twice; this one follows the standard and visits each token once or twice.
 * Source: CSS Syntax Level 3, §5.4.1 to §5.4.6.
 */
export function readItems(tokens: readonly Token[], [from, to]: Span, top: boolean): readonly Item[] {
  const items: Item[] = [];
  let at = from;
  while (at < to) {
    const type = tokens[at]?.type;
    if (isSpace(tokens[at]) || (type === Semicolon && !top) || (top && (type === CDO || type === CDC))) {
      at += 1;
      continue;
    }
    const item =
      type === AtKeyword
        ? readAtRule(tokens, [at, to])
        : ((top ? null : readDeclaration(tokens, [at, to])) ?? readRule(tokens, [at, to], top));
    items.push(item);
    at = item.span[1];
  }
  return items;
}

/** Finds the first of these tokens outside of all brackets; the span's end if there is none. */
function findOutside(tokens: readonly Token[], [from, to]: Span, ...types: number[]): number {
  let at = from;
  while (at < to) {
    const token = tokens[at];
    if (token === undefined || types.includes(token.type)) return at;
    at = token.closedAt < 0 ? at + 1 : token.closedAt + 1;
  }
  return to;
}

function readAtRule(tokens: readonly Token[], [from, to]: Span): Item {
  const end = findOutside(tokens, [from + 1, to], Semicolon, LeftCurlyBracket);
  const name = decoded(tokens[from]?.text.slice(1) ?? "").toLowerCase();
  const opener = tokens[end];
  const prelude: Span = [from + 1, end];
  if (end >= to || opener?.type !== LeftCurlyBracket) {
    return { kind: "at", span: [from, Math.min(end + 1, to)], name, prelude, block: null };
  }
  const span: Span = [from, Math.min(opener.closedAt + 1, to)];
  if (opener.depth >= deepest) return { kind: "broken", span, why: "too_deep" };
  return { kind: "at", span, name, prelude, block: readItems(tokens, [end + 1, opener.closedAt], false) };
}

function readRule(tokens: readonly Token[], [from, to]: Span, top: boolean): Item {
  const end = findOutside(tokens, [from, to], LeftCurlyBracket, ...(top ? [] : [Semicolon]));
  const opener = tokens[end];
  if (end >= to || opener?.type !== LeftCurlyBracket) {
    return { kind: "broken", span: [from, Math.max(from + 1, end)], why: top ? "selector" : "declaration" };
  }
  const span: Span = [from, Math.min(opener.closedAt + 1, to)];
  if (opener.depth >= deepest) return { kind: "broken", span, why: "too_deep" };
  return {
    kind: "rule",
    span,
    prelude: [from, end],
    block: readItems(tokens, [end + 1, opener.closedAt], false),
  };
}

/** @returns null if this may be a nested rule */
function readDeclaration(tokens: readonly Token[], [from, to]: Span): Declaration | null {
  const first = tokens[from];
  if (first?.type !== Ident) return null;
  let colon = from + 1;
  while (colon < to && isSpace(tokens[colon])) colon += 1;
  if (tokens[colon]?.type !== Colon) return null;
  const name = decoded(first.text);
  const custom = name.startsWith("--");
  // a block here means a nested rule such as `a:hover {…}`; only the value of a custom property may contain one
  const end = findOutside(tokens, [colon + 1, to], Semicolon, ...(custom ? [] : [LeftCurlyBracket]));
  if (end < to && tokens[end]?.type === LeftCurlyBracket) return null;
  const valueEnd = beforeImportant(tokens, [colon + 1, end]);
  return {
    kind: "declaration",
    span: [from, end],
    name: custom ? name : name.toLowerCase(),
    value: [colon + 1, valueEnd],
    important: valueEnd < end,
  };
}

/** The start of a value's `!important`, or the value's end. */
function beforeImportant(tokens: readonly Token[], [from, to]: Span): number {
  const back = (at: number): number => {
    let place = at;
    while (place >= from && isSpace(tokens[place])) place -= 1;
    return place;
  };
  const word = back(to - 1);
  if (word < from || tokens[word]?.type !== Ident) return to;
  if (decoded(tokens[word]?.text ?? "").toLowerCase() !== "important") return to;
  const mark = back(word - 1);
  return mark >= from && tokens[mark]?.type === Delim && tokens[mark]?.text === "!" ? mark : to;
}
