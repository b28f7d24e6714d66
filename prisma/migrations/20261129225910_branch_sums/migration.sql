-- CreateTable
CREATE TABLE "branch_sums" (
    "i_customer" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "customers" INTEGER NOT NULL DEFAULT 0,
    "balance" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "blocked" INTEGER NOT NULL DEFAULT 0,
    "direct" INTEGER NOT NULL DEFAULT 0,
    "owed" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "held" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "credit" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "over" INTEGER NOT NULL DEFAULT 0,
    "low" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "branch_sums_pkey" PRIMARY KEY ("i_customer","currency")
);

-- CreateTable
CREATE TABLE "branch_quarters" (
    "i_customer" INTEGER NOT NULL,
    "quarter" TIMESTAMPTZ(3) NOT NULL,
    "currency" TEXT NOT NULL,
    "created" INTEGER NOT NULL DEFAULT 0,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "paid" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "changes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "branch_quarters_pkey" PRIMARY KEY ("i_customer","quarter","currency")
);

-- CreateTable
CREATE TABLE "branch_differences" (
    "i_difference" BIGSERIAL NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "quarter" TIMESTAMPTZ(3) NOT NULL,
    "currency" TEXT NOT NULL DEFAULT '',
    "customers" INTEGER NOT NULL DEFAULT 0,
    "balance" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "blocked" INTEGER NOT NULL DEFAULT 0,
    "owed" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "held" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "credit" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "over" INTEGER NOT NULL DEFAULT 0,
    "low" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "paid" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "changes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "branch_differences_pkey" PRIMARY KEY ("i_difference")
);

-- CreateTable
CREATE TABLE "branch_folding" (
    "i_branch_folding" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3),

    CONSTRAINT "branch_folding_pkey" PRIMARY KEY ("i_branch_folding"),
    -- one row: its lock is the turn
    CONSTRAINT "branch_folding_one" CHECK ("i_branch_folding" = 1)
);

-- the first start makes the sums
INSERT INTO "branch_folding" VALUES (1);

-- rows come and go all the time: clear them away by their number, not by their share
ALTER TABLE "branch_differences" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
                                      autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000);
-- a row is updated in place where its page has room
ALTER TABLE "branch_sums" SET (fillfactor = 70);
ALTER TABLE "branch_quarters" SET (fillfactor = 85);

-- CreateIndex
CREATE INDEX "branch_quarters_quarter_idx" ON "branch_quarters" USING BRIN ("quarter");

-- CreateIndex
CREATE INDEX "branch_differences_path_idx" ON "branch_differences"("path");
