import { string, tokenTypes, url } from "css-tree";
import { judgeAddress } from "./addresses";
import { judgeFunction, substituting } from "./functions";
import { withoutInvisibles } from "./invisibles";
import { holdsSecrets, ownDashed, ownName } from "./names";
import type { RemovalReason } from "./removal";
import type { Span } from "./structure";
import { decoded, deepest, encoded, functionName, isSpace, type Token } from "./tokens";

/** Where a value stands and what that allows. */
export interface Place {
  readonly property: string;
  readonly files: ReadonlySet<string>;
  /** whether the value may load the brand's own files */
  readonly filesHere: boolean;
  /** the names of the stylesheet's own animations */
  readonly animations: ReadonlySet<string>;
  /** the value is the condition of an at-rule, which may hold neither strings nor addresses */
  readonly condition?: boolean;
}

type Cleaned = { readonly css: string; readonly invisible: boolean } | { readonly why: RemovalReason };

/** Generated content needs a word or two; a whole message could pass for the product's own. */
const longestText = 120;
const t = tokenTypes;

class Refused extends Error {
  constructor(readonly why: RemovalReason) {
    super(why);
  }
}

/**
 * Writes a value anew, token by token: names without escapes, strings in one form, no comments. We judge what a browser
 * would make of it, and the result can be read in one way only. Whether the property accepts it is up to the browser.
 * Source: semantics, 'Branding'; CSS Syntax Level 3, §4.3 and §9.
 */
export function cleanValue(tokens: readonly Token[], span: Span, place: Place): Cleaned {
  try {
    return new ValueWriter(tokens, span, place).written();
  } catch (refused) {
    if (refused instanceof Refused) return { why: refused.why };
    throw refused;
  }
}

class ValueWriter {
  #css = "";
  #invisible = false;
  #texts = 0;
  /** what is open around the token: function names, or the bracket */
  readonly #open: { readonly name: string; readonly closedAt: number }[] = [];
  readonly #custom: boolean;
  readonly #tokens: readonly Token[];
  readonly #span: Span;
  readonly #place: Place;

  constructor(tokens: readonly Token[], span: Span, place: Place) {
    this.#tokens = tokens;
    this.#span = span;
    this.#place = place;
    this.#custom = place.property.startsWith("--");
  }

  written(): Cleaned {
    const [from, to] = this.#span;
    let spaced = false;
    for (let at = from; at < to; ) {
      const token = this.#tokens[at];
      if (token === undefined) break;
      if (isSpace(token)) {
        spaced = true;
        at += 1;
        continue;
      }
      if (spaced && this.#mayBeSpaced() && !closing.has(token.type)) this.#css += " ";
      spaced = false;
      at = this.#write(token, at);
    }
    if (this.#open.length) throw new Refused("declaration");
    if (!this.#css && !this.#custom) throw new Refused("declaration");
    return { css: this.#css, invisible: this.#invisible };
  }

  #mayBeSpaced(): boolean {
    return this.#css !== "" && !/[(,:]/.test(this.#css.at(-1) ?? "");
  }

  /** @returns the place of the next token */
  #write(token: Token, at: number): number {
    if (token.closedAt >= 0) return this.#opener(token, at);
    switch (token.type) {
      case t.Ident:
        this.#css += this.#word(decoded(token.text));
        break;
      case t.String:
        this.#css += this.#text(string.decode(token.text));
        break;
      case t.Url:
        this.#css += this.#address(url.decode(token.text));
        break;
      case t.Hash:
        this.#css += `#${token.text.includes("\\") ? encoded(decoded(token.text.slice(1))) : token.text.slice(1)}`;
        break;
      case t.Number:
      case t.Percentage:
      case t.Comma:
        this.#css += token.text;
        break;
      case t.Dimension:
        // an escape in a number makes it a dimension (`1\65 3` is not 1e3)
        if (token.text.includes("\\")) throw new Refused("declaration");
        this.#css += token.text;
        break;
      case t.Colon:
      case t.Semicolon:
        if (this.#place.condition && token.type === t.Semicolon) throw new Refused("declaration");
        if (!this.#open.length && !(this.#custom && token.type === t.Colon)) throw new Refused("declaration");
        this.#css += token.text;
        break;
      case t.RightParenthesis:
      case t.RightSquareBracket:
        // this one closes nothing in this value
        if (this.#open.pop()?.closedAt !== at) throw new Refused("declaration");
        this.#css += token.text;
        break;
      case t.Delim:
        if (!/^[+\-*/=<>.&|~^%#]$/.test(token.text)) throw new Refused("declaration");
        this.#css += token.text;
        break;
      default:
        // broken strings and addresses, blocks, at-keywords, <!-- and -->
        throw new Refused("declaration");
    }
    return at + 1;
  }

  #opener(token: Token, at: number): number {
    if (this.#open.length >= deepest) throw new Refused("too_deep");
    if (token.closedAt >= this.#span[1] || token.type === t.LeftCurlyBracket)
      throw new Refused("declaration");
    if (token.type !== t.Function) {
      this.#open.push({ name: token.text, closedAt: token.closedAt });
      this.#css += token.text;
      return at + 1;
    }
    const name = functionName(token);
    if (name === "url") return this.#addressFunction(at, token.closedAt);
    const why = this.#place.condition && conditions.has(name) ? null : judgeFunction(name);
    if (why && !(this.#isWithin("selector") && /^[a-z-]+$/.test(name))) throw new Refused(why);
    if (substituting.has(name) && this.#isWithin("image-set")) throw new Refused("url");
    if (name === "attr") this.#judgeAttribute(at, token.closedAt);
    this.#open.push({ name, closedAt: token.closedAt });
    this.#css += `${name}(`;
    return at + 1;
  }

  /** `url("…")` may contain one string and nothing else. */
  #addressFunction(at: number, end: number): number {
    const inside = this.#tokens.slice(at + 1, end).filter((token) => !isSpace(token));
    const [only] = inside;
    if (inside.length !== 1 || only?.type !== t.String) throw new Refused("url");
    this.#css += this.#address(string.decode(only.text));
    return end + 1;
  }

  #address(address: string): string {
    const { property, files, filesHere, condition } = this.#place;
    if (condition) throw new Refused("url");
    const judged = judgeAddress(address, files);
    if ("why" in judged) throw new Refused(judged.why);
    if (judged.file && !(filesHere && (!this.#custom || property === "--brand-logo")))
      throw new Refused("file");
    // inside if() and the like, loading would depend on a state
    if (judged.file && this.#open.some(({ name }) => !name.endsWith("image-set"))) throw new Refused("file");
    // a pointer's picture can reach over the region's edge
    if (property === "cursor") throw new Refused("overlay");
    return `url(${string.encode(judged.address)})`;
  }

  #word(name: string): string {
    const { property, animations, filesHere } = this.#place;
    // keeps a closed popover on top of everything while a transition runs
    if (name.toLowerCase() === "allow-discrete") throw new Refused("overlay");
    // `url (` is not an address, and nothing after us may make it one
    if (/^(?:url|src)$/i.test(name)) throw new Refused("url");
    // --brand-logo may be a file, and using it loads that file
    if (name === "--brand-logo" && (this.#custom || !filesHere)) throw new Refused("file");
    if (name.startsWith("--")) return encoded(ownDashed(name));
    const animated = this.#custom || /^(?:-\w+-)?animation(?:-name)?$/.test(property);
    return encoded(animated && animations.has(name) ? ownName(name) : name);
  }

  #text(words: string): string {
    const { property, animations, condition } = this.#place;
    if (condition) throw new Refused("declaration");
    // in image-set() a string is an address
    if (this.#isWithin("image-set") && this.#open.at(-1)?.name !== "type") throw new Refused("url");
    const seen = withoutInvisibles(words);
    if (seen !== words) this.#invisible = true;
    if (/^(?:-\w+-)?animation(?:-name)?$/.test(property) && animations.has(seen))
      return encoded(ownName(seen));
    this.#texts += seen.length;
    if ((this.#custom || property === "content") && this.#texts > longestText) throw new Refused("long_text");
    return string.encode(seen);
  }

  #isWithin(ending: string): boolean {
    return this.#open.some(({ name }) => name.endsWith(ending));
  }

  /** Refuses attr() of attributes that may hold secrets, and attr() as an address. */
  #judgeAttribute(at: number, end: number): void {
    const words = this.#tokens
      .slice(at + 1, end)
      .filter(({ type }) => type === t.Ident || type === t.Function);
    const names = words.map((token) => decoded(token.text.replace(/\($/, "")).toLowerCase());
    if (names.some(holdsSecrets)) throw new Refused("secret");
    if (names.some((name) => name === "url" || name === "src")) throw new Refused("url");
  }
}

const closing = new Set<number>([t.RightParenthesis, t.Comma, t.RightSquareBracket]);
const conditions = new Set(["selector", "scroll-state", "font-tech", "font-format", "at-rule"]);
