import { Prisma } from "../database/generated/client";

/**
 * The language that somebody chose for a web user `w` of the customer `c`: their own, else the customer's, if somebody
 * chose it for that customer; null if nobody ever chose. What the customer got from its parent does not count.
 */
export const chosenLanguage = Prisma.sql`coalesce(w.i_lang, CASE WHEN c.lang_chosen THEN c.i_lang END)`;
