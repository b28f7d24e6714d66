import { Prisma } from "../database/generated/client";
import { uniqueKey } from "../unique-key";
import { endsOf, typedNumber } from "./phone-number";
import { readPath, type SoughtPath } from "./search-path";
import { within } from "./tree";

/** What somebody looks for, read once. */
export type Sought = {
  /** folded, as names and logins are kept */
  readonly key: string;
  readonly words: readonly string[];
  /** the bare digits, where it reads as a telephone number */
  readonly number: string | null;
  /** where it can be an id: `123`, `#123` */
  readonly i_customer: number | null;
  /** where it can be a place in the tree */
  readonly path: SoughtPath | null;
};

/** @param q any text: what cannot be searched for is as if it were not there */
export function readSought(q: unknown): Sought {
  const text = typeof q === "string" && q.isWellFormed() ? q.replaceAll("\0", "") : "";
  const key = uniqueKey(text.slice(0, 200)).replace(/\s+/g, " ");
  const id = Number(/^#?(\d{1,10})$/.exec(key)?.[1] ?? 0);
  return {
    key,
    words: key.split(" ").filter(Boolean).slice(0, 8),
    number: typedNumber(text.slice(0, 200)),
    i_customer: id > 0 && id < 2 ** 31 ? id : null,
    path: readPath(text.slice(0, 200)),
  };
}

/**
 * The condition of a search on customers `c`: every word is somewhere in what search looks at, or the id is the
 * number typed. Of a telephone number: the stored number has the typed digits in it, or the typed one ends with the
 * whole stored one, of six digits or more; both by their bare digits, see phone-number.ts.
 * Of a place in the tree: who is there, and who is below.
 * @param place the whole path, where the text is a place at which somebody is: then it is nothing else
 */
export function searchCondition(sought: Sought, place: string | null): Prisma.Sql {
  if (place !== null) return within(Prisma.sql`c.path`, place);
  const { words, number, i_customer, key } = sought;
  // the groups of a number are no words: each alone is in many numbers
  const looked = number === null ? words : [key];
  const any = [
    Prisma.sql`(${Prisma.join(
      looked.map((word) => holds("c", word)),
      " AND ",
    )})`,
  ];
  if (number !== null) any.push(oneOf(holds("n", number), endsWhole(number)));
  if (i_customer !== null) any.push(Prisma.sql`c.i_customer = ${i_customer}`);
  return Prisma.sql`(${Prisma.join(any, " OR ")})`;
}

/** A word, or a part, begins so: what the trigram index knows of one or two letters. */
export function beginsWord(key: string): Prisma.Sql {
  return Prisma.sql`(${holds("c", ` ${key}`)} OR ${holds("c", `\n${key}`)})`;
}

/** The same number: one of the two ends with the whole other. */
export function sameNumber(number: string): Prisma.Sql {
  return oneOf(holds("n", `${number}\n`), endsWhole(number));
}

/** A whole stored number is the typed one's end. What all of these ends have in common goes first: it is indexed. */
function endsWhole(number: string): Prisma.Sql {
  const ends = endsOf(number);
  const [shortest] = ends.slice(-1);
  if (shortest === undefined) return Prisma.sql`false`;
  const whole = ends.map((end) => holds("n", `\n${end}\n`));
  return Prisma.sql`(${holds("n", `${shortest}\n`)} AND (${Prisma.join(whole, " OR ")}))`;
}

/**
 * One of two is true of a customer's text. Asked for by itself, from the trigram index, before anything is sorted:
 * in the order of names, each name would be compared with all of it.
 */
function oneOf(one: Prisma.Sql, other: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`c.i_customer = ANY (ARRAY(SELECT n.i_customer FROM customers n WHERE ${one} OR ${other}))`;
}

function holds(table: "c" | "n", part: string): Prisma.Sql {
  const pattern = `%${part.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`${Prisma.raw(table)}.search_text LIKE ${pattern}`;
}
