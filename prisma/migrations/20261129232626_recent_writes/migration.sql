-- CreateTable
CREATE TABLE "recent_writes" (
    "i_recent_write" BIGSERIAL NOT NULL,
    "i_customer" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "recent_writes_pkey" PRIMARY KEY ("i_recent_write")
);

-- CreateIndex
CREATE INDEX "recent_writes_i_customer_at_idx" ON "recent_writes"("i_customer", "at");

-- CreateIndex
CREATE INDEX "recent_writes_at_idx" ON "recent_writes"("at");
