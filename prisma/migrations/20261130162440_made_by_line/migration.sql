-- What was made by way of a key outlasts it: whoever ends a line of keys is told of that.
-- AlterTable
ALTER TABLE "web_users" ADD COLUMN     "made_by_line" INTEGER;

-- AlterTable
ALTER TABLE "webhook_endpoints" ADD COLUMN     "set_by_line" INTEGER;

-- most are made in person
CREATE INDEX "web_users_made_by_line_idx" ON "web_users"("made_by_line", "i_web_user") WHERE "made_by_line" IS NOT NULL;
CREATE INDEX "webhook_endpoints_set_by_line_idx" ON "webhook_endpoints"("set_by_line") WHERE "set_by_line" IS NOT NULL;
