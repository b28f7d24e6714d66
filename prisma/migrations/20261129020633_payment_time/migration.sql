-- AlterTable
ALTER TABLE "ledger" ADD COLUMN     "paid_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "audit_log_at_idx" ON "audit_log"("at");
