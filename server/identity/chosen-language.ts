import { Prisma } from "../database/generated/client";

/**
 * The language that somebody chose for a web user `w` of the customer `c`: their own, else the customer's where it was
 * chosen for that customer; null where nobody ever chose. What the customer merely got with its parent is no choice.
 */
export const chosenLanguage = Prisma.sql`coalesce(w.i_lang, CASE WHEN c.lang_chosen THEN c.i_lang END)`;
