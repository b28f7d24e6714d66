import { tokenTypes } from "css-tree";
import { animationName, keyframePlaces } from "./animations";
import { cleanValue, type Place } from "./clean-value";
import { ownDashed, ownName } from "./names";
import { isAllowedValue, judgeProperty, mayBeOfRegion } from "./properties";
import type { RemovalReason, Removals } from "./removal";
import { type Scoped, scopeSelectors, selectorText } from "./scope-selectors";
import { Unfit } from "./simple-selectors";
import type { AtRule, Declaration, Item, Rule, Span } from "./structure";
import { decoded, deepest, encoded, isSpace, type Token } from "./tokens";

/** What surrounds a rule. */
interface Around {
  /** the selectors of the rule around; null outside of all rules */
  readonly parents: readonly Scoped[] | null;
  /** whether nothing around depends on a state that changes while the page is open */
  readonly stateless: boolean;
}

/** A declaration as we serve it and as we found it. */
interface Said {
  readonly text: string;
  readonly declaration: Declaration;
}

/** At-rules that may contain rules, and whether their condition depends on the page's state. */
const grouping: Readonly<Record<string, { readonly stateful: boolean }>> = {
  media: { stateful: false },
  supports: { stateful: false },
  layer: { stateful: false },
  container: { stateful: true },
  // the initial style of what appears: harmless, because it may say only what any rule may say
  "starting-style": { stateful: true },
};

const layerNames = /^(?:[^\s(),:]+(?:,[^\s(),:]+)*)?$/;

/** At-rules with a removal reason of their own; any other unknown at-rule gets the general one. */
const namedReasons: Readonly<Record<string, RemovalReason>> = {
  import: "import",
  charset: "charset",
  namespace: "namespace",
  "font-face": "font_face",
};

/**
 * Writes a stylesheet's rules anew: scoped, without nesting and without anything dangerous. The output comes from what we
 * parsed, never from the original text. Source: semantics, 'Branding'.
 */
export class RuleWriter {
  readonly #tokens: readonly Token[];
  readonly #removals: Removals;
  readonly #files: ReadonlySet<string>;
  readonly #animations: ReadonlySet<string>;
  #room: number;

  constructor(
    tokens: readonly Token[],
    removals: Removals,
    files: ReadonlySet<string>,
    animations: ReadonlySet<string>,
    room: number,
  ) {
    this.#tokens = tokens;
    this.#removals = removals;
    this.#files = files;
    this.#animations = animations;
    this.#room = room;
  }

  /** Writes the items in order: runs of declarations under the parents' selectors, and the rules between them. */
  write(items: readonly Item[], around: Around): string {
    let css = "";
    let run: Said[] = [];
    const flush = () => {
      if (run.length && around.parents) css += this.#ruleText(around.parents, run);
      run = [];
    };
    for (const item of items) {
      if (item.kind === "declaration" && around.parents) {
        const text = this.#declaration(item, around.stateless);
        if (text !== null) run.push({ text, declaration: item });
        continue;
      }
      flush();
      if (item.kind === "rule") css += this.#rule(item, around);
      else if (item.kind === "at") css += this.#atRule(item, around);
      else this.#remove(item.span, item.kind === "broken" ? item.why : "declaration");
    }
    flush();
    return css;
  }

  /** Leaves declarations that the region itself must not have to the other selectors of the list. */
  #ruleText(selectors: readonly Scoped[], said: readonly Said[]): string {
    const isRegion = ({ ofRegion, element }: Scoped) => ofRegion && !element;
    const ofRegion = selectors.filter(isRegion);
    if (!ofRegion.length) return this.#put(selectors, said);
    const sayable = said.filter(({ declaration }) => mayBeOfRegion(declaration.name));
    for (const { declaration } of said) {
      if (!mayBeOfRegion(declaration.name)) this.#remove(declaration.span, "region");
    }
    if (sayable.length === said.length) return this.#put(selectors, said);
    const others = selectors.filter((one) => !isRegion(one));
    return this.#put(ofRegion, sayable) + this.#put(others, said);
  }

  #put(selectors: readonly Scoped[], said: readonly Said[]): string {
    const [first] = said;
    if (!selectors.length || first === undefined) return "";
    // a long list of selectors in front of many runs
    if (this.#room < 0) return this.#remove(first.declaration.span, "too_complex");
    const text = `${selectors.map(selectorText).join(",")}{${said.map((one) => one.text).join(";")}}`;
    this.#room -= text.length;
    return text;
  }

  #rule(rule: Rule, around: Around): string {
    if (!rule.block.length) return "";
    if (this.#room < 0) return this.#remove(rule.span, "too_complex");
    const [from, to] = rule.prelude;
    const base = this.#tokens[from]?.depth ?? 0;
    for (let at = from; at < to; at += 1) {
      if ((this.#tokens[at]?.depth ?? 0) - base > deepest) return this.#remove(rule.span, "too_deep");
    }
    try {
      const { selectors, left } = scopeSelectors(this.#text(rule.prelude), around.parents);
      const start = this.#tokens[from]?.start ?? 0;
      for (const one of left) this.#removals.add(start + one.from, start + one.to, one.why);
      if (!selectors.length) return "";
      const stateless = around.stateless && selectors.every((one) => one.stateless);
      return this.write(rule.block, { parents: selectors, stateless });
    } catch (unfit) {
      if (unfit instanceof Unfit) return this.#remove(rule.span, unfit.why);
      throw unfit;
    }
  }

  #declaration(declaration: Declaration, filesHere: boolean): string | null {
    const { name, span, value, important } = declaration;
    const refuse = (why: RemovalReason) => {
      this.#remove(span, why);
      return null;
    };
    const why = judgeProperty(name);
    if (why) return refuse(why);
    const cleaned = cleanValue(this.#tokens, value, this.#place(name, filesHere));
    if ("why" in cleaned) return refuse(cleaned.why);
    if (!isAllowedValue(name, cleaned.css)) return refuse("overlay");
    if (cleaned.invisible) this.#remove(span, "invisible");
    // inside a layer !important beats the product's own rules, whatever the order of the layers
    if (important) this.#remove(span, "important");
    return `${name.startsWith("--") ? encoded(ownDashed(name)) : name}:${cleaned.css}`;
  }

  #atRule(rule: AtRule, around: Around): string {
    const { name, block, span } = rule;
    if (name === "layer" && block === null && !around.parents) return this.#layerOrder(rule);
    if (block === null) return this.#remove(span, namedReasons[name] ?? "at_rule");
    if (/^(?:-webkit-|-moz-|-o-)?keyframes$/.test(name)) return this.#keyframes(rule, block, around);
    if (name === "property") return this.#property(rule, block, around);
    const group = Object.hasOwn(grouping, name) ? grouping[name] : undefined;
    if (group === undefined) return this.#remove(span, namedReasons[name] ?? "at_rule");
    const condition = this.#condition(rule.prelude);
    if (condition === null || (name === "layer" && !layerNames.test(condition))) {
      return this.#remove(span, "at_rule");
    }
    const inside = this.write(block, { ...around, stateless: around.stateless && !group.stateful });
    return inside && `@${name}${condition && ` ${condition}`}{${inside}}`;
  }

  #layerOrder({ prelude, span }: AtRule): string {
    const condition = this.#condition(prelude);
    return condition && layerNames.test(condition) ? `@layer ${condition};` : this.#remove(span, "at_rule");
  }

  /** @returns null if it contains anything but a condition */
  #condition(prelude: Span): string | null {
    const [from, to] = prelude;
    if (this.#tokens.slice(from, to).every(isSpace)) return "";
    const place = { ...this.#place("", false), condition: true };
    const cleaned = cleanValue(this.#tokens, prelude, place);
    return "why" in cleaned ? null : cleaned.css;
  }

  #keyframes({ prelude, span }: AtRule, block: readonly Item[], { parents }: Around): string {
    const name = animationName(this.#tokens, prelude);
    if (name === null || parents) return this.#remove(span, "at_rule");
    let css = "";
    for (const item of block) {
      const places = item.kind === "rule" ? keyframePlaces(this.#text(item.prelude)) : null;
      if (item.kind !== "rule" || places === null) {
        this.#remove(item.span, "declaration");
        continue;
      }
      const declarations = item.block.flatMap((inner) => {
        // no files either: a state may start the animation
        if (inner.kind === "declaration") return this.#declaration(inner, false) ?? [];
        this.#remove(inner.span, "declaration");
        return [];
      });
      css += `${places}{${declarations.join(";")}}`;
    }
    this.#room -= css.length;
    return css && `@keyframes ${encoded(ownName(name))}{${css}}`;
  }

  /** `@property` affects the whole page, but only under a name that the product does not use. */
  #property({ prelude, span }: AtRule, block: readonly Item[], { parents }: Around): string {
    const words = this.#tokens.slice(...prelude).filter((token) => !isSpace(token));
    const name = decoded(words[0]?.text ?? "");
    const named = words.length === 1 && words[0]?.type === tokenTypes.Ident && /^--(?!brand-)./s.test(name);
    if (!named || parents) return this.#remove(span, "at_rule");
    const descriptors: string[] = [];
    for (const item of block) {
      const known = item.kind === "declaration" && /^(?:syntax|inherits|initial-value)$/.test(item.name);
      const text = known && !item.important ? this.#declaration(item, false) : null;
      // its syntax would make the value an address
      if (text === null || /^syntax:.*(?:url|image)/i.test(text)) return this.#remove(span, "at_rule");
      descriptors.push(text);
    }
    return `@property ${encoded(ownDashed(name))}{${descriptors.join(";")}}`;
  }

  #place(property: string, filesHere: boolean): Place {
    return { property, filesHere, files: this.#files, animations: this.#animations };
  }

  /** The text as written, with its comments emptied, because parsing what they contain costs time. */
  #text([from, to]: Span): string {
    return this.#tokens
      .slice(from, to)
      .map(({ type, text }) => (type === tokenTypes.Comment ? `/*${" ".repeat(text.length - 4)}*/` : text))
      .join("");
  }

  #remove([from, to]: Span, why: RemovalReason): "" {
    const last = this.#tokens[to - 1];
    const start = this.#tokens[from]?.start ?? 0;
    this.#removals.add(start, last ? last.start + last.text.length : start, why);
    return "";
  }
}
