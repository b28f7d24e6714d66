-- Since when somebody owes, so that a list finds who has owed for long.
-- AlterTable
ALTER TABLE "customers" ADD COLUMN     "owes_since" TIMESTAMPTZ(3);

-- the first entry after the last one that left nothing owed
UPDATE "customers" c SET "owes_since" = (
  SELECT min(l."at") FROM "ledger" l
   WHERE l."i_customer" = c."i_customer"
     AND l."place" > coalesce((SELECT max(p."place") FROM "ledger" p
                                WHERE p."i_customer" = c."i_customer" AND p."balance_after" >= 0), 0))
 WHERE c."balance" < 0;

ALTER TABLE "customers" ADD CONSTRAINT "customers_owes_since_check" CHECK (("balance" < 0) = ("owes_since" IS NOT NULL));

-- few owe, and lists ask for those who have for long
CREATE INDEX "customers_owes_since_idx" ON "customers" ("owes_since", "i_customer") WHERE "owes_since" IS NOT NULL;
