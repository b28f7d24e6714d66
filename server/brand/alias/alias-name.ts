import { domainToASCII, domainToUnicode } from "node:url";
import { getPublicSuffix } from "tldts";
import type { Problem } from "@/attributes/kinds/kind";
import { isLoopback, settings } from "../../ground/settings";

/**
 * Says why a well-formed ASCII host name cannot be an alias: it is the service's own host, or above or below one; others
 * register their names under it (`co.uk`, `github.io`); or it is local (`.localhost`) while the service can be reached
 * from elsewhere. Source: semantics, 'Branding'.
 * @returns null if it can be an alias
 */
export function refusedAlias(alias: string): Problem | null {
  if (isNearPublicHost(alias)) {
    return { message: "must not be the service's own host, nor above or below it", key: "own_host" };
  }
  if (isPublicSuffix(alias)) {
    return {
      message: "must not be a name under which others register theirs, such as co.uk",
      key: "public_suffix",
    };
  }
  if (isLocalName(alias) && !isLocalAlias(alias)) {
    return { message: "must not be under localhost, which is nobody's", key: "local_host" };
  }
  return null;
}

function isNearPublicHost(alias: string): boolean {
  return settings().publicHost.some(
    // the demonstration uses aliases under localhost, so those are fine
    (host) =>
      alias === host || host.endsWith(`.${alias}`) || (host !== "localhost" && alias.endsWith(`.${host}`)),
  );
}

/** Uses the private part of the public suffix list too: anybody can have a name below `github.io`, but nobody owns `github.io`. */
function isPublicSuffix(alias: string): boolean {
  return [true, false].some(
    (allowPrivateDomains) => getPublicSuffix(alias, { allowPrivateDomains }) === alias,
  );
}

/**
 * Whether an alias counts as verified without a proof: it ends in `.localhost`, which only leads to this machine, and the
 * service listens on this machine only. The demonstration uses such aliases. Source: semantics, 'Branding'.
 */
export function isLocalAlias(alias: string): boolean {
  return isLocalName(alias) && isLoopback(settings().host);
}

function isLocalName(alias: string): boolean {
  return alias === "localhost" || alias.endsWith(".localhost");
}

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
