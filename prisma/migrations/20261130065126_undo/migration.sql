-- What an undoing of a job goes by: which operation changed what, see docs/decisions/jobs.md.
-- AlterTable
ALTER TABLE "job_rows" ADD COLUMN     "steps" JSONB;

-- The rows of a customer that a job changed, the latest customer first.
CREATE INDEX "job_rows_changed_idx" ON "job_rows" ("i_job", "i_customer") WHERE "outcome" = 'changed';
