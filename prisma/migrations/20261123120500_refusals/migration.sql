-- AlterTable
ALTER TABLE "api_calls" ADD COLUMN     "reference" TEXT;

-- CreateTable
CREATE TABLE "refusals" (
    "reference" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "operation" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "actor_customer" INTEGER NOT NULL,
    "actor_path" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_login" TEXT,
    "actor_i_web_user" INTEGER,
    "i_customer" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "code" INTEGER NOT NULL,
    "attribute" TEXT,
    "message" TEXT NOT NULL,
    "reason_key" TEXT NOT NULL,
    "reason_values" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "refusals_pkey" PRIMARY KEY ("reference")
);

-- CreateIndex
CREATE INDEX "refusals_actor_customer_at_idx" ON "refusals"("actor_customer", "at");

-- CreateIndex
CREATE INDEX "refusals_at_idx" ON "refusals"("at");
