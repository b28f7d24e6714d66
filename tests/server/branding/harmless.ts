import { type CssNode, parse, string, tokenize, tokenTypes, walk } from "css-tree";
import { ownFile } from "../../branding-corpus/files";

/**
 * Finds what is wrong with a cleaned stylesheet, hopefully nothing. It reads it with css-tree and knows nothing about how
 * the cleaner works.
 */
export function findHarm(css: string): string[] {
  if (css === "") return [];
  const harm: string[] = [];
  const say = (what: string) => harm.push(what);
  if (!css.startsWith("@layer brand{") || !css.endsWith("}")) say("not in its layer");
  judgeTokens(css, say);
  const sheet = parse(css, {
    parseValue: false,
    parseAtrulePrelude: false,
    onParseError: ({ message }) => say(message),
  });
  walk(sheet, {
    enter(node: CssNode) {
      if (node.type === "Atrule" && !knownAtRules.test(node.name)) say(`@${node.name}`);
      if (node.type === "Declaration") judgeDeclaration(node.property, Boolean(node.important), say);
      if (node.type === "AttributeSelector" && /value|secret/i.test(node.name.name))
        say(`[${node.name.name}]`);
    },
  });
  for (const prelude of preludes(css)) {
    for (const selector of outsideBrackets(prelude, ",")) judgeSelector(selector, say);
  }
  return harm;
}

const knownAtRules = /^(?:layer|media|supports|container|starting-style|keyframes|property)$/;

function judgeTokens(css: string, say: (what: string) => void): void {
  let before = "";
  const { BadString, BadUrl, CDC, CDO, Comment, Url, AtKeyword } = tokenTypes;
  tokenize(css, (type, start, end) => {
    const text = css.slice(start, end);
    if ([BadString, BadUrl, CDC, CDO, Comment, Url].includes(type)) say(text);
    if (type === AtKeyword && text.includes("\\")) say(text);
    if (type === tokenTypes.Function && text.includes("\\")) say(text);
    if (type === tokenTypes.Function && /^(?:src|image|paint|element|expression|cross-fade)\($/i.test(text))
      say(text);
    if (before.toLowerCase() === "url(") {
      const address = type === tokenTypes.String ? string.decode(text) : "";
      if (!/^data:image\/(?:png|jpe?g|webp|gif|svg\+xml)/.test(address) && address !== ownFile)
        say(`url(${text}`);
    }
    // browsers never show the text that a selector compares with
    if (
      type === tokenTypes.String &&
      before !== "=" &&
      /[\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/.test(string.decode(text))
    )
      say(text);
    if (text === "!") say(text);
    before = text;
  });
}

function judgeDeclaration(property: string, important: boolean, say: (what: string) => void): void {
  if (important) say(`${property} !important`);
  if (/^--(?!own-|brand-)/.test(property)) say(property);
  if (/^(?:behavior|-moz-binding|overlay|view-transition-name)$/i.test(property)) say(property);
}

/** The selector in front of each block of declarations, except keyframes. */
function preludes(css: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  let start = 0;
  tokenize(css, (type, from, to) => {
    if (type === tokenTypes.LeftCurlyBracket) {
      const prelude = css.slice(start, from).trim();
      if (!prelude.startsWith("@") && !open.at(-1)?.startsWith("@keyframes")) found.push(prelude);
      open.push(prelude);
    }
    if (type === tokenTypes.RightCurlyBracket) open.pop();
    if ([tokenTypes.LeftCurlyBracket, tokenTypes.RightCurlyBracket, tokenTypes.Semicolon].includes(type))
      start = to;
  });
  return found;
}

/** Splits a text at these characters, except inside brackets, strings and escapes. */
function outsideBrackets(text: string, separators: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  tokenize(text, (_, from, to) => {
    const token = text.slice(from, to);
    if (/[([]$/.test(token) && token.length < 40) depth += 1;
    if (/^[)\]]$/.test(token)) depth -= 1;
    if (depth === 0 && token.length === 1 && separators.includes(token)) {
      pieces.push(text.slice(start, from));
      start = to;
    }
  });
  return [...pieces, text.slice(start)];
}

/** Whether a selector begins with the region, continues only inwards, and ends in an unprotected subject. */
function judgeSelector(selector: string, say: (what: string) => void): void {
  if (!selector.startsWith("[data-brand-region]")) say(`not under the region: ${selector}`);
  const [first = "", ...others] = outsideBrackets(selector, " >+~");
  if (others.length) {
    const combinator = selector.charAt(first.length);
    if (combinator === "+" || combinator === "~") say(`beside the region: ${selector}`);
    if (!selector.includes(":not([data-protected],[data-protected] *)")) say(`not kept off: ${selector}`);
  }
}
