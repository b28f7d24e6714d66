-- AlterTable
ALTER TABLE "customers" ADD COLUMN     "lang_chosen" BOOLEAN NOT NULL DEFAULT false;

-- who speaks another language than the parent was given it
UPDATE "customers" c SET "lang_chosen" = true
  FROM "customers" p WHERE p."i_customer" = c."i_wholesaler" AND p."i_lang" <> c."i_lang";
