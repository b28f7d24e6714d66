import { Prisma } from "./generated/client";

/**
 * The same condition, whose values the planner does not know: it then expects few rows of each index, and reads the index of
 * each condition before it looks at any row. Of conditions that it knows half of all rows to pass, it would read the
 * index of one, and all those rows. @param condition one whose values are texts, or are cast
 */
export function unplanned({ strings, values }: Prisma.Sql): Prisma.Sql {
  const last = strings.length - 1;
  const around = strings.map((text, at) => `${at > 0 ? ")" : ""}${text}${at < last ? "(SELECT " : ""}`);
  return new Prisma.Sql(around, values);
}
