import { domainToASCII, domainToUnicode } from "node:url";

/**
 * An international alias as its people write it, to be shown beside its ASCII form; null where it has none, or where
 * it could be taken for another name: letters of several scripts in one label, or letters of another script that all
 * look like Latin ones.
 */
export function unicodeAlias(alias: string): string | null {
  const unicode = domainToUnicode(alias);
  if (unicode === "" || unicode === alias || domainToASCII(unicode) !== alias) return null;
  return unicode.split(".").every(isUnmistakable) ? unicode : null;
}

function isUnmistakable(label: string): boolean {
  if (/^[a-z0-9-]*$/.test(label)) return true;
  const letters = label.replace(/[0-9-]/g, "");
  // Japanese mixes its scripts by rule, and has no letter that looks like a Latin one
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

/** Cyrillic and Greek letters that look like Latin ones: a label of these alone could be one of those. */
const lookAlikes = /^[асеорхуіјѕһԁԛԝӏьвкмнтгпαορνικυχτ]+$/u;
