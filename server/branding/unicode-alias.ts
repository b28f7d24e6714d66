import { domainToASCII, domainToUnicode } from "node:url";

/**
 * Spells an international alias the way people write it, to show beside its ASCII form. Null if there is no such
 * spelling, or if people could mistake it for another name: one label mixes scripts, or all its letters look Latin.
 */
export function unicodeAlias(alias: string): string | null {
  const unicode = domainToUnicode(alias);
  if (unicode === "" || unicode === alias || domainToASCII(unicode) !== alias) return null;
  return unicode.split(".").every(isUnmistakable) ? unicode : null;
}

function isUnmistakable(label: string): boolean {
  if (/^[a-z0-9-]*$/.test(label)) return true;
  const letters = label.replace(/[0-9-]/g, "");
  // Japanese mixes scripts by rule, and none of its letters looks Latin
  const isOneScript = scripts.some((script) => script.test(letters));
  return isOneScript && !lookAlikes.test(letters);
}

const scripts = [
  ...[
    "Latin",
    "Cyrillic",
    "Greek",
    "Arabic",
    "Hebrew",
    "Hangul",
    "Devanagari",
    "Thai",
    "Georgian",
    "Armenian",
  ].map((script) => new RegExp(`^\\p{Script=${script}}+$`, "u")),
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u,
];

/** Cyrillic and Greek letters that look Latin: a label made only of these could pass for a Latin one. */
const lookAlikes = /^[асеорхуіјѕһԁԛԝӏьвкмнтгпαορνικυχτ]+$/u;
