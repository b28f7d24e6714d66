-- AlterTable
ALTER TABLE "web_users" ADD COLUMN     "email" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "email_verified_at" TIMESTAMPTZ(3),
ADD COLUMN     "i_export_type" INTEGER,
ADD COLUMN     "i_lang" TEXT,
ADD COLUMN     "i_time_zone" INTEGER,
ADD COLUMN     "last_log_in_at" TIMESTAMPTZ(3),
ADD COLUMN     "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "one_time_set_by" INTEGER,
ADD COLUMN     "password_must_change" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "password_set_by" INTEGER,
ADD COLUMN     "start_page" INTEGER;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "becomes" TEXT NOT NULL DEFAULT 'full',
ADD COLUMN     "fresh_until" TIMESTAMPTZ(3),
ADD COLUMN     "i_device" INTEGER,
ADD COLUMN     "opened_by" TEXT NOT NULL DEFAULT 'password';

-- CreateTable
CREATE TABLE "devices" (
    "i_device" SERIAL NOT NULL,
    "i_web_user" INTEGER NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "devices_pkey" PRIMARY KEY ("i_device")
);

-- CreateTable
CREATE TABLE "factors" (
    "i_factor" SERIAL NOT NULL,
    "i_web_user" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "secret" BYTEA,
    "last_step" BIGINT,
    "credential_id" TEXT,
    "public_key" BYTEA,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" JSONB NOT NULL DEFAULT '[]',
    "host" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "factors_pkey" PRIMARY KEY ("i_factor")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "i_recovery_code" SERIAL NOT NULL,
    "i_web_user" INTEGER NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("i_recovery_code")
);

-- CreateTable
CREATE TABLE "challenges" (
    "id_hash" TEXT NOT NULL,
    "challenge" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "i_web_user" INTEGER,
    "host" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "challenges_pkey" PRIMARY KEY ("id_hash")
);

-- CreateTable
CREATE TABLE "links" (
    "i_link" SERIAL NOT NULL,
    "token_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "i_web_user" INTEGER NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',
    "set_by" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "browser_hash" TEXT,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "links_pkey" PRIMARY KEY ("i_link")
);

-- CreateTable
CREATE TABLE "mails" (
    "i_mail" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "i_customer" INTEGER NOT NULL,
    "i_web_user" INTEGER,
    "recipient" TEXT NOT NULL,
    "cc" TEXT NOT NULL DEFAULT '',
    "bcc" TEXT NOT NULL DEFAULT '',
    "i_lang" TEXT NOT NULL,
    "body" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "error" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "mails_pkey" PRIMARY KEY ("i_mail")
);

-- CreateTable
CREATE TABLE "customer_preferences" (
    "i_customer" INTEGER NOT NULL,
    "low_balance_threshold" DECIMAL(18,6),
    "low_balance_told" BOOLEAN NOT NULL DEFAULT false,
    "refuse_support" BOOLEAN NOT NULL DEFAULT false,
    "mail_support_changes" BOOLEAN NOT NULL DEFAULT true,
    "require_factor" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "customer_preferences_pkey" PRIMARY KEY ("i_customer")
);

-- CreateIndex
CREATE UNIQUE INDEX "devices_token_hash_key" ON "devices"("token_hash");

-- CreateIndex
CREATE INDEX "devices_i_web_user_idx" ON "devices"("i_web_user");

-- CreateIndex
CREATE UNIQUE INDEX "factors_credential_key" ON "factors"("credential_id");

-- CreateIndex
CREATE INDEX "factors_i_web_user_idx" ON "factors"("i_web_user");

-- CreateIndex
CREATE INDEX "recovery_codes_i_web_user_idx" ON "recovery_codes"("i_web_user");

-- CreateIndex
CREATE INDEX "challenges_expires_at_idx" ON "challenges"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "links_token_hash_key" ON "links"("token_hash");

-- CreateIndex
CREATE INDEX "links_i_web_user_idx" ON "links"("i_web_user");

-- CreateIndex
CREATE INDEX "links_expires_at_idx" ON "links"("expires_at");

-- CreateIndex
CREATE INDEX "mails_state_next_try_at_idx" ON "mails"("state", "next_try_at");

-- CreateIndex
CREATE INDEX "mails_i_web_user_i_mail_idx" ON "mails"("i_web_user", "i_mail");

-- CreateIndex
CREATE INDEX "mails_i_customer_i_mail_idx" ON "mails"("i_customer", "i_mail");

-- CreateIndex
CREATE INDEX "sessions_i_device_idx" ON "sessions"("i_device");

-- AddForeignKey
ALTER TABLE "web_users" ADD CONSTRAINT "web_users_i_lang_fkey" FOREIGN KEY ("i_lang") REFERENCES "languages"("i_lang") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "web_users" ADD CONSTRAINT "web_users_i_time_zone_fkey" FOREIGN KEY ("i_time_zone") REFERENCES "time_zones"("i_time_zone") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "web_users" ADD CONSTRAINT "web_users_i_export_type_fkey" FOREIGN KEY ("i_export_type") REFERENCES "export_types"("i_export_type") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "web_users" ADD CONSTRAINT "web_users_start_page_fkey" FOREIGN KEY ("start_page") REFERENCES "start_pages"("start_page") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_i_device_fkey" FOREIGN KEY ("i_device") REFERENCES "devices"("i_device") ON DELETE SET NULL ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "devices" ADD CONSTRAINT "devices_i_web_user_fkey" FOREIGN KEY ("i_web_user") REFERENCES "web_users"("i_web_user") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "factors" ADD CONSTRAINT "factors_i_web_user_fkey" FOREIGN KEY ("i_web_user") REFERENCES "web_users"("i_web_user") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_i_web_user_fkey" FOREIGN KEY ("i_web_user") REFERENCES "web_users"("i_web_user") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "links" ADD CONSTRAINT "links_i_web_user_fkey" FOREIGN KEY ("i_web_user") REFERENCES "web_users"("i_web_user") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_preferences" ADD CONSTRAINT "customer_preferences_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- a log-in may wait for its second factor
ALTER TABLE "sessions" DROP CONSTRAINT "sessions_kind";
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_kind" CHECK ("kind" IN ('full', 'half', 'factor'));
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_becomes" CHECK ("becomes" IN ('full', 'half'));

-- what the code writes into these, and nothing else
ALTER TABLE "factors" ADD CONSTRAINT "factors_kind" CHECK ("kind" IN ('totp', 'passkey'));
ALTER TABLE "links" ADD CONSTRAINT "links_kind" CHECK ("kind" IN ('invitation', 'reset', 'verify-email', 'undo-email'));
ALTER TABLE "mails" ADD CONSTRAINT "mails_state" CHECK ("state" IN ('waiting', 'sent', 'failed'));
