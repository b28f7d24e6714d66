-- Whoever replaced a webhook's secret can make messages that its receiver takes for ours.
-- AlterTable
ALTER TABLE "webhook_endpoints" ADD COLUMN     "secret_by_line" INTEGER;

-- until now a line that set an address had made the webhook, mostly
UPDATE "webhook_endpoints" SET "secret_by_line" = "set_by_line";

-- most are made in person
CREATE INDEX "webhook_endpoints_secret_by_line_idx" ON "webhook_endpoints"("secret_by_line") WHERE "secret_by_line" IS NOT NULL;
