-- Sums by time are kept for branches in which much happens, by the quarter of an hour and by the day; what happened in a
-- small one is read from its rows. The start makes them from the rows.
DROP TABLE "branch_quarters";
DROP TABLE "branch_bookings";
DELETE FROM "branch_differences";
UPDATE "branch_folding" SET "made_at" = NULL;

-- CreateTable
CREATE TABLE "timed_branches" (
    "i_customer" INTEGER NOT NULL,
    "happened" BIGINT NOT NULL DEFAULT 0,
    "kept" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "timed_branches_pkey" PRIMARY KEY ("i_customer")
);
ALTER TABLE "timed_branches" SET (fillfactor = 70);
CREATE INDEX "timed_branches_kept_idx" ON "timed_branches" ("i_customer") WHERE "kept";

-- CreateTable
CREATE TABLE "branch_bookings" (
    "i_customer" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "is_day" BOOLEAN NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "volume" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "entries" INTEGER NOT NULL DEFAULT 0,
    "amount_direct" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "volume_direct" DECIMAL(38,6) NOT NULL DEFAULT 0,
    "entries_direct" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "branch_bookings_pkey" PRIMARY KEY ("i_customer","kind","is_day","since","currency")
);
ALTER TABLE "branch_bookings" SET (fillfactor = 90);

-- CreateTable
CREATE TABLE "branch_changes" (
    "i_customer" INTEGER NOT NULL,
    "is_day" BOOLEAN NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "currency" TEXT NOT NULL,
    "created" INTEGER NOT NULL DEFAULT 0,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "deleted_direct" INTEGER NOT NULL DEFAULT 0,
    "changes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "branch_changes_pkey" PRIMARY KEY ("i_customer","is_day","since","currency")
);
ALTER TABLE "branch_changes" SET (fillfactor = 85);

-- CreateIndex
CREATE INDEX "branch_changes_since_idx" ON "branch_changes" USING BRIN ("since");

-- what was booked in a small branch is read from this index alone
DROP INDEX "ledger_statement_idx";
CREATE INDEX "ledger_statement_idx" ON "ledger" ("path", "at") INCLUDE ("i_customer", "kind", "amount", "currency");
