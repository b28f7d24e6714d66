-- The history is partitioned by month, so that a page costs the same however long it is, and old months can be detached.
-- The table as it is becomes the first partition: what was written until this month ends. No row is copied.
-- Later months are made at each start, see server/database/history-months.ts.
DROP INDEX "audit_log_i_customer_i_audit_idx", "audit_log_path_idx", "audit_log_i_support_idx", "audit_log_dealt_with_idx",
           "audit_log_at_idx";
ALTER TABLE "audit_log" DROP CONSTRAINT "audit_log_pkey";
ALTER TABLE "audit_log" RENAME TO "audit_log_first";
CREATE TABLE "audit_log" (LIKE "audit_log_first" INCLUDING DEFAULTS, CONSTRAINT "audit_log_pkey" PRIMARY KEY ("at", "i_audit"))
  PARTITION BY RANGE ("at");
ALTER SEQUENCE "audit_log_i_audit_seq" OWNED BY "audit_log"."i_audit";
-- what no month covers, should the program not start for two years
CREATE TABLE "audit_log_rest" PARTITION OF "audit_log" DEFAULT;

-- a clock may have been wrong
CREATE TEMPORARY TABLE "later" ON COMMIT DROP AS
  SELECT * FROM "audit_log_first" WHERE "at" >= (date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
DELETE FROM "audit_log_first" WHERE "i_audit" IN (SELECT "i_audit" FROM "later");
ALTER TABLE "audit_log" ATTACH PARTITION "audit_log_first" FOR VALUES FROM (MINVALUE)
  TO ((date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC');
INSERT INTO "audit_log" SELECT * FROM "later";
DROP TABLE "later";

-- A page of one customer, of one operation, of a support session, and what a person dealt with last.
CREATE INDEX "audit_log_i_customer_at_i_audit_idx" ON "audit_log" ("i_customer", "at", "i_audit");
CREATE INDEX "audit_log_operation_at_i_audit_idx" ON "audit_log" ("operation", "at", "i_audit");
CREATE INDEX "audit_log_i_support_idx" ON "audit_log" ("i_support", "at", "i_audit") WHERE "i_support" IS NOT NULL;
CREATE INDEX "audit_log_dealt_with_idx" ON "audit_log" ("actor_i_web_user", "at", "i_audit")
 WHERE "door" IN ('web', 'support') AND "i_customer" <> "actor_customer";
-- A page of a branch: the entries below one customer of a level stand in their order. For deeper levels the range of the
-- path has to do, as so deep below the root branches are small. See inBranch in server/history/branch.ts.
CREATE INDEX "audit_log_path_idx" ON "audit_log" ("path", "at", "i_audit");
CREATE INDEX "audit_log_level_1_idx" ON "audit_log" (split_part("path", '/', 2), "at", "i_audit") WHERE split_part("path", '/', 2) <> '';
CREATE INDEX "audit_log_level_2_idx" ON "audit_log" (split_part("path", '/', 3), "at", "i_audit") WHERE split_part("path", '/', 3) <> '';
CREATE INDEX "audit_log_level_3_idx" ON "audit_log" (split_part("path", '/', 4), "at", "i_audit") WHERE split_part("path", '/', 4) <> '';
CREATE INDEX "audit_log_level_4_idx" ON "audit_log" (split_part("path", '/', 5), "at", "i_audit") WHERE split_part("path", '/', 5) <> '';
CREATE INDEX "audit_log_level_5_idx" ON "audit_log" (split_part("path", '/', 6), "at", "i_audit") WHERE split_part("path", '/', 6) <> '';
