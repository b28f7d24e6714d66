import currencies from "@/prisma/data/currencies.json";
import { Prisma, type PrismaClient } from "../database/generated/client";
import { writeRows } from "../database/rows";
import { dictionaries } from "./dictionaries";

const { time_zones, languages, export_types, payment_methods, start_pages, password_policies } = dictionaries;

/**
 * Adds the dictionary rows that the database lacks, and updates the names of renamed time zones. Ids are fixed, so no
 * row is ever renumbered. Repeatable. It is one statement, as every start waits for it.
 */
export async function loadDictionaries(db: PrismaClient): Promise<void> {
  const missing = [
    added("time_zones", "i_time_zone int, name text", time_zones),
    added("languages", "i_lang text, name text", languages),
    added("export_types", "i_export_type int, name text", export_types),
    added("payment_methods", "payment_method int, name text", payment_methods),
    added("start_pages", "start_page int, name text", start_pages),
    added("password_policies", "i_password_policy int, name text", password_policies),
    added("currencies", "currency text, digits int", currencies),
  ];
  await writeRows(
    db,
    Prisma.sql`
      WITH ${Prisma.join(missing)}
      UPDATE time_zones z SET name = present.name
        FROM json_to_recordset(${JSON.stringify(time_zones)}::json) AS present (id int, name text)
       WHERE z.i_time_zone = present.id AND z.name <> present.name`,
  );
}

/** A part of the statement. @param columns with their types, first the id */
function added(
  table: string,
  columns: string,
  entries: readonly { readonly id: number | string }[],
): Prisma.Sql {
  const names = columns.split(", ").map((column) => column.split(" ")[0] ?? "");
  const rows = entries.map(({ id, ...more }) => ({ ...more, [names[0] ?? ""]: id }));
  const into = Prisma.raw(`added_${table} AS (INSERT INTO ${table} (${names.join(", ")})`);
  return Prisma.sql`
    ${into} SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given (${Prisma.raw(columns)})
      ON CONFLICT DO NOTHING)`;
}
