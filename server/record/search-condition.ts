import { Prisma } from "../database/generated/client";
import { containing } from "../database/like";
import { looseKey, uniqueKey } from "../ground/text/unique-key";
import { isUnspaced, unspacedPiece } from "../ground/text/unspaced";
import { within } from "../tree/tree";
import { endsOf, isNumberIn, readTypedNumber, type TypedNumber, typedBeginnings } from "./phone/phone-number";
import { readPath, type SoughtPath } from "./search-path";
import { isShort, lineBeginning, searchPieces } from "./search-pieces";
import { searchedNumber } from "./search-text";

/** What somebody searches for, parsed once. */
export type Sought = {
  /** the looser key of the text; '' if they search for nothing */
  readonly key: string;
  /** its unique key, as names and logins have it */
  readonly exact: string;
  readonly words: readonly string[];
  /** the text as a telephone number, if it can be one */
  readonly number: TypedNumber | null;
  /** the first digits of a number that they have just begun to type */
  readonly beginnings: readonly string[];
  /** the text as an id, if it can be one: `123`, `#123` */
  readonly i_customer: number | null;
  /** the text as a place in the tree, if it can be one */
  readonly path: SoughtPath | null;
};

/** Parses a search. @param q any value: one that cannot be searched for counts as empty */
export function readSought(q: unknown): Sought {
  const text = typeof q === "string" && q.isWellFormed() ? q.replaceAll("\0", "").slice(0, 200) : "";
  const key = looseKey(text);
  const id = Number(/^#?(\d{1,10})$/.exec(key)?.[1] ?? 0);
  return {
    key,
    exact: uniqueKey(text),
    words: key.split(" ").filter(Boolean).slice(0, 8),
    number: readTypedNumber(text),
    beginnings: typedBeginnings(text),
    i_customer: id > 0 && id < 2 ** 31 ? id : null,
    path: readPath(text),
  };
}

/**
 * The condition of a search on customers `c`: `search_text` contains every word, or the id is the typed number. A
 * telephone number matches if the stored number contains the typed digits, or if the typed number ends with a whole
 * stored one of six digits or more; see phone-number.ts. A place in the tree finds the customer there and all below.
 * @param place the whole path, if somebody is at the typed place: then the text means nothing else
 * @param way whether rows are tested, or found by indexes
 */
export function searchCondition(
  sought: Sought,
  place: string | null,
  way: "rows" | "index" = "rows",
): Prisma.Sql {
  if (place !== null) return within(Prisma.sql`c.path`, place);
  const { words, number, beginnings, i_customer, key } = sought;
  // somebody has begun to type an international number: its groups are in half of all texts
  if (beginnings.length > 0) return beginsNumber(beginnings, way);
  // do not search for the groups of a number as words: each alone is in many numbers
  const looked = number === null ? words : [key];
  const tested = Prisma.join(looked.map(hasWord), " AND ");
  const any = [way === "rows" ? Prisma.sql`(${tested})` : Prisma.sql`(${tested} AND ${hasPieces(looked)})`];
  if (number !== null)
    any.push(oneOf([...number.spellings.map((digits) => holds(digits)), endsWhole(number.bare)]));
  if (number !== null && number.beginnings.length > 0) any.push(beginsAfterCode(number));
  if (i_customer !== null) any.push(Prisma.sql`c.i_customer = ${i_customer}::int`);
  return Prisma.sql`(${Prisma.join(any, " OR ")})`;
}

/** The first of some stored numbers that the search matches, as stored, or null. */
export function numberFound(sought: Sought, stored: readonly string[]): string | null {
  const { number, beginnings, words } = sought;
  if (words.length === 0) return null;
  const isFound = (text: string) => {
    if (number !== null && isNumberIn(number, text)) return true;
    const lines = searchedNumber(text);
    if (beginnings.some((digits) => lines.includes(`\n${digits}`))) return true;
    return words.every((word) => lines.includes(word));
  };
  return stored.find((text) => text !== "" && isFound(text)) ?? null;
}

/**
 * The condition that a word is there. One or two letters, of which any name has some, we look for at the beginning of words,
 * as the index does; in scripts that write no blanks between words anywhere.
 */
export function hasWord(word: string): Prisma.Sql {
  if (!isShort(word)) return holds(word);
  return isUnspaced(word) ? holds(unspacedPiece(word)) : beginsWord(word);
}

/**
 * The condition that the index has what it knows of some words, beside the conditions that they are there: those are tested on
 * rows, as making the pieces of a text takes as long as comparing it ten times.
 */
export function hasPieces(words: readonly string[]): Prisma.Sql {
  const pieces = words.flatMap(searchPieces);
  return pieces.length === 0
    ? Prisma.sql`true`
    : Prisma.sql`search_pieces(c.search_text) @> ${pieces}::text[]`;
}

/**
 * The condition that a word, or a part, begins with this: of one or two letters the trigram index knows only that. As an
 * expression, which that index does not serve: it would be read three times, for texts with the letter anywhere in a word.
 */
function beginsWord(key: string): Prisma.Sql {
  return Prisma.sql`(E'\n' || c.search_text LIKE ${containing(`\n${key}`)} OR c.search_text || '' LIKE ${containing(` ${key}`)})`;
}

/** The condition that a number begins with one of these, of one to four digits each. */
function beginsNumber(all: readonly string[], way: "rows" | "index"): Prisma.Sql {
  const tested = oneOf(
    all.map((digits) => Prisma.sql`c.search_text || '' LIKE ${containing(`\n${digits}`)}`),
  );
  return way === "rows"
    ? tested
    : Prisma.sql`(${tested} AND search_pieces(c.search_text) && ${all.map(lineBeginning)}::text[])`;
}

/** The condition that two numbers are the same: one ends with the whole other. */
export function sameNumber({ bare }: TypedNumber): Prisma.Sql {
  return oneOf([holds(`${bare}\n`), endsWhole(bare)]);
}

/** The condition that a number begins with what was typed after a calling code: it may be one of that country. */
export function beginsAfterCode({ beginnings }: TypedNumber): Prisma.Sql {
  return oneOf(beginnings.map((digits) => holds(`\n${digits}`)));
}

/** The typed number ends with a whole stored one. First tests the end that all of these share, by the index. */
function endsWhole(number: string): Prisma.Sql {
  const ends = endsOf(number);
  const [shortest] = ends.slice(-1);
  if (shortest === undefined) return Prisma.sql`false`;
  const whole = ends.map((end) => holds(`\n${end}\n`));
  return Prisma.sql`(${holds(`${shortest}\n`)} AND (${Prisma.join(whole, " OR ")}))`;
}

/** Parts of a telephone number, one of which is enough. */
function oneOf(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`(${Prisma.join([...conditions], " OR ")})`;
}

function holds(part: string): Prisma.Sql {
  return Prisma.sql`c.search_text LIKE ${containing(part)}`;
}
