-- Whoever began a job is told of its end once.
ALTER TABLE "jobs" ADD COLUMN "told" BOOLEAN NOT NULL DEFAULT false;

-- The jobs of a web user, or in a support session, that run or of whose end nobody has been told: each look-up of a log-in asks.
CREATE INDEX "jobs_untold_idx" ON "jobs" ("i_web_user", "i_job") WHERE NOT "told" AND "state" <> 'draft';
CREATE INDEX "jobs_untold_support_idx" ON "jobs" ("i_support", "i_job") WHERE NOT "told" AND "state" <> 'draft' AND "i_support" IS NOT NULL;
-- The lines of a report by what became of them; those that wait have an index of their own.
CREATE INDEX "job_rows_outcome_idx" ON "job_rows" ("i_job", "outcome", "row") WHERE "outcome" IS NOT NULL;
-- What is swept by the clock: drafts, and the rows of jobs that ended long ago.
CREATE INDEX "jobs_drafts_idx" ON "jobs" ("created_at") WHERE "state" = 'draft';
CREATE INDEX "jobs_ended_idx" ON "jobs" ("ended_at") WHERE "ended_at" IS NOT NULL;
