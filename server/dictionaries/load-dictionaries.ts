import currencies from "@/prisma/data/currencies.json";
import type { PrismaClient } from "../database/generated/client";
import { dictionaries } from "./dictionaries";

/**
 * Adds the dictionary rows that the database lacks, and updates the names of renamed time zones. Ids are fixed, so no
 * row is ever renumbered. Repeatable.
 */
export async function loadDictionaries(db: PrismaClient): Promise<void> {
  const { time_zones, languages, export_types, payment_methods, start_pages, password_policies } =
    dictionaries;
  const skipDuplicates = true;
  await db.$transaction([
    db.timeZone.createMany({
      data: time_zones.map(({ id, name }) => ({ i_time_zone: id, name })),
      skipDuplicates,
    }),
    db.$executeRaw`
      UPDATE time_zones z SET name = present.name
        FROM json_to_recordset(${JSON.stringify(time_zones)}::json) AS present (id int, name text)
       WHERE z.i_time_zone = present.id AND z.name <> present.name`,
    db.language.createMany({ data: languages.map(({ id, name }) => ({ i_lang: id, name })), skipDuplicates }),
    db.exportType.createMany({
      data: export_types.map(({ id, name }) => ({ i_export_type: id, name })),
      skipDuplicates,
    }),
    db.paymentMethod.createMany({
      data: payment_methods.map(({ id, name }) => ({ payment_method: id, name })),
      skipDuplicates,
    }),
    db.startPage.createMany({
      data: start_pages.map(({ id, name }) => ({ start_page: id, name })),
      skipDuplicates,
    }),
    db.passwordPolicy.createMany({
      data: password_policies.map(({ id, name }) => ({ i_password_policy: id, name })),
      skipDuplicates,
    }),
    db.currency.createMany({
      data: currencies.map(({ id, digits }) => ({ currency: id, digits })),
      skipDuplicates,
    }),
  ]);
}
