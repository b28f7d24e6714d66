-- CreateTable
CREATE TABLE "api_calls" (
    "i_api_call" BIGSERIAL NOT NULL,
    "i_customer" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "fault_code" INTEGER,
    "address" TEXT,
    "ms" INTEGER NOT NULL,

    CONSTRAINT "api_calls_pkey" PRIMARY KEY ("i_api_call")
);

-- CreateIndex
CREATE INDEX "api_calls_i_customer_i_api_call_idx" ON "api_calls"("i_customer", "i_api_call");

-- CreateIndex
CREATE INDEX "api_calls_at_idx" ON "api_calls"("at");
