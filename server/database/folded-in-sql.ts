import { Prisma } from "./generated/client";

/**
 * Nearly the looser key of a column (see unique-key.ts), for the texts in the ledger and the history, for which we store
 * no key: folds case, composition and the accents of Latin, Greek and Cyrillic.
 */
export function foldedInSql(column: Prisma.Sql): Prisma.Sql {
  const bare = Prisma.sql`regexp_replace(normalize(lower(normalize(${column}, NFKC)), NFKD), '[\u0300-\u036f\u00ad\u200b-\u200f\ufeff]', '', 'g')`;
  return Prisma.sql`replace(translate(${bare}, 'ςı’‘ʼ‐–—“”«»łøđ', 'σi''''''---""""lod'), 'ß', 'ss')`;
}
