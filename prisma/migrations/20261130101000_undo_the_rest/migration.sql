-- An undoing that stopped leaves its rest to another one.
DROP INDEX "jobs_undoes_key";
CREATE UNIQUE INDEX "jobs_undoes_key" ON "jobs" ("undoes") WHERE "state" <> 'stopped';
CREATE INDEX "jobs_undoes_idx" ON "jobs"("undoes");
