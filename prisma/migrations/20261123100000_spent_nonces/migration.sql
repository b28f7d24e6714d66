-- CreateTable
CREATE TABLE "spent_nonces" (
    "nonce" TEXT NOT NULL,
    "nc" BIGINT NOT NULL,
    "call" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "spent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "spent_nonces_pkey" PRIMARY KEY ("nonce","nc")
);

-- CreateIndex
CREATE INDEX "spent_nonces_spent_at_idx" ON "spent_nonces"("spent_at");
