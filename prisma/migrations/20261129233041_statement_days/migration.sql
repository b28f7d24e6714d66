-- AlterTable
ALTER TABLE "branch_quarters" DROP COLUMN "paid",
ADD COLUMN     "deleted_direct" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "branch_differences" DROP COLUMN "paid",
ADD COLUMN     "amount" DECIMAL(38,6) NOT NULL DEFAULT 0,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "branch_bookings" (
    "i_customer" INTEGER NOT NULL,
    "quarter" TIMESTAMPTZ(3) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "volume" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "entries" INTEGER NOT NULL DEFAULT 0,
    "amount_direct" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "volume_direct" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "entries_direct" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "branch_bookings_pkey" PRIMARY KEY ("i_customer","quarter","currency","kind")
);

-- CreateTable
CREATE TABLE "ledger_days" (
    "i_customer" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "closing" DECIMAL(18,6) NOT NULL,

    CONSTRAINT "ledger_days_pkey" PRIMARY KEY ("i_customer","day")
);

-- CreateTable
CREATE TABLE "deleted_customers" (
    "i_customer" INTEGER NOT NULL,
    "i_wholesaler" INTEGER NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "name_order" TEXT COLLATE "C" NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deleted_customers_pkey" PRIMARY KEY ("i_customer")
);

-- CreateIndex
CREATE INDEX "deleted_customers_i_wholesaler_deleted_at_idx" ON "deleted_customers"("i_wholesaler", "deleted_at");

-- CreateIndex
CREATE INDEX "deleted_customers_path_idx" ON "deleted_customers"("path");

ALTER TABLE "branch_bookings" SET (fillfactor = 85);

-- for moments within a quarter of an hour; entries stand nearly in the order of their time
CREATE INDEX "ledger_at_idx" ON "ledger" USING BRIN ("at") WITH (pages_per_range = 16);

-- who was deleted before: the last entry of their ledger has their name, the history says when
INSERT INTO "deleted_customers" ("i_customer", "i_wholesaler", "path", "name", "name_order", "currency", "deleted_at")
SELECT l.i_customer, split_part(rtrim(l.path, '/'), '/', -2)::int, l.path, l.name,
       replace(translate(regexp_replace(normalize(lower(normalize(l.name, NFKC)), NFKD), '[\u0300-\u036f\u00ad\u200b-\u200f\ufeff]', '', 'g'),
                         'ςı’‘ʼ‐–—“”«»łøđ', 'σi''''''---""""lod'), 'ß', 'ss'),
       l.currency,
       greatest(l.at, (SELECT max(h.at) FROM audit_log h
                        WHERE h.i_customer = l.i_customer AND h.operation = 'deleteCustomer' AND h.changes <> '{}'))
  FROM (SELECT DISTINCT ON (e.i_customer) e.* FROM ledger e
         WHERE NOT EXISTS (SELECT FROM customers c WHERE c.i_customer = e.i_customer)
         ORDER BY e.i_customer, e.place DESC) AS l;

-- the first start makes the sums anew, with what they now have
DELETE FROM "branch_differences";
UPDATE "branch_folding" SET "made_at" = NULL;
