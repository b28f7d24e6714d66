-- AlterTable
ALTER TABLE "audit_log" ADD COLUMN     "behalf_customer" INTEGER,
ADD COLUMN     "behalf_name" TEXT,
ADD COLUMN     "behalf_path" TEXT,
ADD COLUMN     "i_support" INTEGER,
ADD COLUMN     "support_reason" TEXT,
ADD COLUMN     "support_reference" TEXT;

-- CreateTable
CREATE TABLE "support_sessions" (
    "i_support" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "form_hash" TEXT NOT NULL,
    "i_session" INTEGER NOT NULL,
    "staff_customer" INTEGER NOT NULL,
    "staff_path" TEXT NOT NULL,
    "staff_name" TEXT NOT NULL,
    "staff_i_web_user" INTEGER NOT NULL,
    "staff_login" TEXT NOT NULL,
    "address" TEXT,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "i_customer" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "refused" BOOLEAN NOT NULL DEFAULT false,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "changes_at" TIMESTAMPTZ(3),
    "styled" BOOLEAN NOT NULL DEFAULT false,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "support_sessions_pkey" PRIMARY KEY ("i_support")
);

-- CreateTable
CREATE TABLE "support_codes" (
    "i_customer" INTEGER NOT NULL,
    "code_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "support_codes_pkey" PRIMARY KEY ("i_customer")
);

-- CreateIndex
CREATE UNIQUE INDEX "support_sessions_reference_key" ON "support_sessions"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "support_sessions_token_hash_key" ON "support_sessions"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "support_sessions_form_hash_key" ON "support_sessions"("form_hash");

-- CreateIndex
CREATE INDEX "support_sessions_staff_path_i_support_idx" ON "support_sessions"("staff_path", "i_support");

-- AddForeignKey
ALTER TABLE "support_codes" ADD CONSTRAINT "support_codes_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- what was done in one session; most entries were made in none
CREATE INDEX "audit_log_i_support_idx" ON "audit_log"("i_support", "i_audit") WHERE "i_support" IS NOT NULL;
-- those that run: a few, looked at every few seconds
CREATE INDEX "support_sessions_running_idx" ON "support_sessions"("ends_at") WHERE "ended_at" IS NULL;
-- a log-in has one at a time
CREATE UNIQUE INDEX "support_sessions_one_running" ON "support_sessions"("i_session") WHERE "ended_at" IS NULL;
ALTER TABLE "support_sessions" ADD CONSTRAINT "support_sessions_ended" CHECK (("ended_at" IS NULL) = ("ended_by" IS NULL));

ALTER TABLE "credit_limit_ends" ADD COLUMN "i_support" INTEGER;
