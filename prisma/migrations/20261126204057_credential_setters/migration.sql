-- AlterTable
ALTER TABLE "sessions" DROP COLUMN "foreign_credential",
ADD COLUMN     "credential_set_by" INTEGER;

-- AlterTable
ALTER TABLE "audit_log" ADD COLUMN     "credential_set_by" INTEGER;

-- it was a web user's id: from now on the customer for which it acted; whoever is gone acted for somebody above
UPDATE "customers" c
   SET "api_secret_set_by" = coalesce((SELECT w."i_customer" FROM "web_users" w WHERE w."i_web_user" = c."api_secret_set_by"), 1)
 WHERE c."api_secret" IS NOT NULL;
UPDATE "customers" SET "api_secret_set_by" = NULL WHERE "api_secret" IS NULL;

-- those whose funds are below their threshold just now, for the overview's list
CREATE INDEX "customer_preferences_told_idx" ON "customer_preferences"("i_customer") WHERE "low_balance_told";
