-- Keys of text by new rules. The program makes them of every row at its first start (server/remake-keys.ts).
-- DropIndex
DROP INDEX "customers_i_wholesaler_name_key_idx";

-- AlterTable
ALTER TABLE "customers" ADD COLUMN     "city_order" TEXT COLLATE "C" NOT NULL DEFAULT '',
ADD COLUMN     "company_order" TEXT COLLATE "C" NOT NULL DEFAULT '',
ADD COLUMN     "email_order" TEXT COLLATE "C" NOT NULL DEFAULT '',
ADD COLUMN     "name_order" TEXT COLLATE "C" NOT NULL DEFAULT '',
ADD COLUMN     "phone_order" TEXT COLLATE "C" NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "web_users" ADD COLUMN     "login_order" TEXT COLLATE "C" NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "tariffs" ADD COLUMN     "name_order" TEXT COLLATE "C" NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "routing_groups" ADD COLUMN     "name_order" TEXT COLLATE "C" NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "profiles" ADD COLUMN     "name_order" TEXT COLLATE "C" NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "key_rounds" (
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "up_to" INTEGER NOT NULL DEFAULT 0,
    "done" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "key_rounds_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "customers_i_wholesaler_name_order_idx" ON "customers"("i_wholesaler", "name_order");

-- CreateIndex
CREATE INDEX "customers_name_order_idx" ON "customers"("name_order");

-- CreateIndex
CREATE INDEX "web_users_login_order_idx" ON "web_users"("login_order");

-- Few names are another's: whose key has the sign behind which the id stands.
CREATE INDEX "customers_twins_idx" ON "customers" ("i_wholesaler") WHERE strpos("name_key", E'\x01') > 0;
CREATE INDEX "web_users_twins_idx" ON "web_users" ("i_customer") WHERE strpos("login_key", E'\x01') > 0;
