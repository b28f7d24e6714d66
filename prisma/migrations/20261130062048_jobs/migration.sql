-- Work on many customers that people begin, see docs/decisions/jobs.md.
-- AlterTable
ALTER TABLE "audit_log" ADD COLUMN     "i_job" INTEGER;

-- CreateTable
CREATE TABLE "jobs" (
    "i_job" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "act" JSONB NOT NULL,
    "selection" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "why" JSONB,
    "i_customer" INTEGER NOT NULL,
    "i_scope" INTEGER NOT NULL,
    "door" TEXT NOT NULL,
    "address" TEXT,
    "i_web_user" INTEGER,
    "login" TEXT,
    "credential_set_by" INTEGER,
    "i_support" INTEGER,
    "confirmed" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),
    "listed_to" INTEGER DEFAULT 0,
    "last_customer" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "came" INTEGER NOT NULL DEFAULT 0,
    "preview" JSONB,
    "undoes" INTEGER,

    CONSTRAINT "jobs_pkey" PRIMARY KEY ("i_job")
);

-- CreateTable
CREATE TABLE "job_rows" (
    "i_job" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "i_customer" INTEGER,
    "name" TEXT NOT NULL DEFAULT '',
    "outcome" TEXT,
    "why" JSONB,
    "changes" JSONB,
    "at" TIMESTAMPTZ(3),

    CONSTRAINT "job_rows_pkey" PRIMARY KEY ("i_job","row")
);

-- CreateIndex
CREATE UNIQUE INDEX "jobs_undoes_key" ON "jobs"("undoes");

-- CreateIndex
CREATE INDEX "jobs_i_customer_i_job_idx" ON "jobs"("i_customer", "i_job");

-- AddForeignKey
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_undoes_fkey" FOREIGN KEY ("undoes") REFERENCES "jobs"("i_job") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "job_rows" ADD CONSTRAINT "job_rows_i_job_fkey" FOREIGN KEY ("i_job") REFERENCES "jobs"("i_job") ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE "jobs" ADD CONSTRAINT "jobs_state_check" CHECK ("state" IN ('draft', 'running', 'paused', 'stopped', 'done'));
ALTER TABLE "job_rows" ADD CONSTRAINT "job_rows_outcome_check" CHECK ("outcome" IN ('changed', 'unchanged', 'refused'));

-- What still waits, in its order; and the jobs that somebody must go on with.
CREATE INDEX "job_rows_waiting_idx" ON "job_rows" ("i_job", "row") WHERE "outcome" IS NULL;
CREATE INDEX "jobs_running_idx" ON "jobs" ("i_job") WHERE "state" = 'running';
-- The entries of a job in the history.
CREATE INDEX "audit_log_i_job_idx" ON "audit_log" ("i_job", "at", "i_audit") WHERE "i_job" IS NOT NULL;
