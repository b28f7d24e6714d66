-- CreateTable
CREATE TABLE "credit_limit_ends" (
    "i_customer" INTEGER NOT NULL,
    "falls_to" DECIMAL(18,6) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "set_by_customer" INTEGER NOT NULL,
    "set_by_login" TEXT,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "credit_limit_ends_pkey" PRIMARY KEY ("i_customer")
);

-- CreateIndex
CREATE INDEX "credit_limit_ends_at_idx" ON "credit_limit_ends"("at");

-- AddForeignKey
ALTER TABLE "credit_limit_ends" ADD CONSTRAINT "credit_limit_ends_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE "credit_limit_ends"
  ADD CONSTRAINT "credit_limit_ends_bounds" CHECK ("falls_to" BETWEEN 0 AND 999999999.999999);

-- A correction that a form books twice is one, too.
ALTER TABLE "ledger" DROP CONSTRAINT "ledger_key";
ALTER TABLE "ledger"
  ADD CONSTRAINT "ledger_key" CHECK ("idempotency_key" IS NULL
    OR "kind" IN ('payment', 'credit', 'charge', 'correction') AND length("idempotency_key") BETWEEN 1 AND 128);
