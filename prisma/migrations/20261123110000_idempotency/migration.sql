-- AlterTable
ALTER TABLE "ledger" ADD COLUMN     "idempotency_key" TEXT,
ADD COLUMN     "paid_on" DATE;

-- CreateIndex
CREATE UNIQUE INDEX "ledger_idempotency_key" ON "ledger"("i_customer", "idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "blocks_setter_key" ON "blocks"("i_customer", "set_by_customer");

-- A key is a caller's own word for one of its calls: the program books nothing by itself under one.
ALTER TABLE "ledger"
  ADD CONSTRAINT "ledger_key" CHECK ("idempotency_key" IS NULL OR "kind" IN ('payment', 'credit', 'charge')
    AND length("idempotency_key") BETWEEN 1 AND 128);
