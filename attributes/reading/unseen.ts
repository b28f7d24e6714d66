/**
 * Characters that show nothing by themselves: default-ignorable ones by Unicode, format characters, blanks that programs
 * do not treat as blanks (U+2800 of Braille, U+3164 of Hangul and the like), the placeholder for a missing object, and
 * noncharacters. Not the format characters of Arabic and others that enclose numbers, which people see.
 */
const unseen =
  /(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Noncharacter_Code_Point}\u2800\ufffc\u{16fe4}\u{1d159}]/gu;

/**
 * Those that come along when people copy a text: direction marks, soft hyphens, and characters without width. Not the
 * override that reverses the text after it (U+202E): no address book adds it, and people who type it mean to deceive.
 */
const pasted = /[\u00ad\u061c\u200b-\u200f\u202a-\u202d\u2060-\u2064\u2066-\u206f\ufeff]/u;

/** Some languages and emoji need these: joiners, and selectors of one shape among several. */
const joiner = /[\u200c\u200d]/u;
const selector = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
const mongolianSelector = /[\u180b-\u180f]/u;

const picture = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;
const cursive =
  /(?=[\p{L}\p{M}])[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mandaic}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Inherited}]/u;
/** The signs that join consonants. Source: Unicode, Canonical_Combining_Class 9, of the scripts that use joiners. */
const virama =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u1039\u103a\u17d2\u1a60\u1b44\ua8c4\ua953\ua9c0]/u;

/**
 * Whether a text has an invisible character that no script needs there. Scripts need a joiner between two letters of a
 * cursive script (Persian), beside a virama (Indic scripts), and between two emoji; a selector after an emoji or an
 * ideograph. Source: RFC 5892, appendix A, for joiners.
 */
export function hasUnseen(text: string): boolean {
  return text.search(unseen) >= 0 && kept(text, () => false) !== text;
}

/** The text without the marks that came along when somebody copied it; keeps those that its script needs. */
export function withoutPasted(text: string): string {
  return pasted.test(text) ? kept(text, (one) => !pasted.test(one)) : text;
}

/** The text without any invisible character, for keys, which compare what people see. */
export function withoutUnseen(text: string): string {
  return text.replace(unseen, "");
}

/** The text as a message repeats it: an invisible character that no script needs stands there by its number. */
export function withUnseenShown(text: string): string {
  const characters = [...text];
  return characters
    .map((one, at) => {
      if (one.replace(unseen, "") !== "" || isNeeded(characters, at)) return one;
      return `[U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
    })
    .join("");
}

/** The text without the invisible characters that no script needs, except those that `stays` keeps. */
function kept(text: string, stays: (character: string) => boolean): string {
  const characters = [...text];
  return characters
    .filter((one, at) => one.replace(unseen, "") !== "" || isNeeded(characters, at) || stays(one))
    .join("");
}

function isNeeded(characters: readonly string[], at: number): boolean {
  const one = characters[at] ?? "";
  const before = characters[at - 1] ?? "";
  const after = characters[at + 1] ?? "";
  if (selector.test(one))
    return (
      (one === "\ufe0e" || one === "\ufe0f"
        ? picture.test(before) || (/[0-9#*]/.test(before) && after === "\u20e3")
        : false) || /\p{Unified_Ideograph}/u.test(before)
    );
  if (mongolianSelector.test(one)) return /\p{Script=Mongolian}/u.test(before);
  if (!joiner.test(one)) return false;
  if (virama.test(before) || (virama.test(after) && /\p{L}/u.test(before))) return true;
  if (cursive.test(before) && cursive.test(after)) return true;
  const shown = before === "\ufe0f" ? (characters[at - 2] ?? "") : before;
  return one === "\u200d" && picture.test(shown) && picture.test(after);
}
