-- CreateTable
CREATE TABLE "api_rates" (
    "who" TEXT NOT NULL,
    "second" INTEGER NOT NULL,
    "calls" INTEGER NOT NULL,
    "writes" INTEGER NOT NULL,

    CONSTRAINT "api_rates_pkey" PRIMARY KEY ("who","second")
);

-- CreateIndex
CREATE INDEX "api_rates_second_idx" ON "api_rates"("second");
