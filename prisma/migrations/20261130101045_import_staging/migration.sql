-- Rows that somebody mended in a file wait here until all of it is read; and what the files of drafts take is counted.
-- AlterTable
ALTER TABLE "jobs" ADD COLUMN     "kept_bytes" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "import_mended" (
    "i_job" INTEGER NOT NULL,
    "upload" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "cells" BYTEA NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT,
    "login_key" TEXT,
    "address_key" TEXT,
    "host_key" TEXT,
    "parent_key" TEXT,
    "known_id" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_mended_pkey" PRIMARY KEY ("i_job","upload","row")
);

-- AddForeignKey
ALTER TABLE "import_mended" ADD CONSTRAINT "import_mended_i_job_fkey" FOREIGN KEY ("i_job") REFERENCES "jobs"("i_job") ON DELETE CASCADE ON UPDATE RESTRICT;

-- What stood in the headers could be read: of a file without any they were the first customer. Who has a draft uploads it again.
DELETE FROM "jobs" WHERE "kind" = 'import' AND "state" = 'draft';
UPDATE "jobs" SET "selection" = "selection" - 'headers' WHERE "kind" = 'import';
