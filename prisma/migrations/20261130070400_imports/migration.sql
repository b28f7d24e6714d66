-- Files of customers that somebody imports, see docs/decisions/jobs.md.
-- CreateTable
CREATE TABLE "import_rows" (
    "i_job" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "cells" BYTEA NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "name_key" TEXT,
    "login_key" TEXT,
    "address_key" TEXT,
    "parent_key" TEXT,
    "known_id" INTEGER,
    "i_customer" INTEGER,
    "i_parent" INTEGER,
    "parent_row" INTEGER,
    "twin" INTEGER,
    "twin_by" TEXT,
    "addressed" INTEGER NOT NULL DEFAULT 1,
    "level" INTEGER,
    "turn" INTEGER,
    "verdict" TEXT,
    "problems" JSONB,

    CONSTRAINT "import_rows_pkey" PRIMARY KEY ("i_job","row")
);

-- CreateTable
CREATE TABLE "import_mappings" (
    "i_customer" INTEGER NOT NULL,
    "headers" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_mappings_pkey" PRIMARY KEY ("i_customer","headers")
);

-- AddForeignKey
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_i_job_fkey" FOREIGN KEY ("i_job") REFERENCES "jobs"("i_job") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_verdict_check" CHECK ("verdict" IN ('create', 'update', 'unchanged', 'problem', 'later'));

-- What is to be examined or done next, in its order; and what somebody has to mend.
CREATE INDEX "import_rows_turn_idx" ON "import_rows" ("i_job", "turn");
CREATE INDEX "import_rows_problem_idx" ON "import_rows" ("i_job", "row") WHERE "verdict" IN ('problem', 'later');
