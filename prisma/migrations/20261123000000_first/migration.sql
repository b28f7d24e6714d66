-- Made from schema.prisma; what Prisma's language cannot say follows at the end.
-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "customers" (
    "i_customer" SERIAL NOT NULL,
    "i_wholesaler" INTEGER,
    "path" TEXT NOT NULL,
    "depth" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "search_text" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "i_tariff" INTEGER,
    "i_routing_group" INTEGER,
    "base_currency" CHAR(3) NOT NULL,
    "balance" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "ledger_place" INTEGER NOT NULL,
    "credit_limit" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "payment_currency" CHAR(3) NOT NULL,
    "payment_method" INTEGER DEFAULT 1,
    "min_payment_amount" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "i_commission_agent" INTEGER,
    "commission_size" DECIMAL(9,6) NOT NULL DEFAULT 0,
    "accounts_mgmt" SMALLINT NOT NULL DEFAULT 0,
    "customers_mgmt" SMALLINT NOT NULL DEFAULT 0,
    "tariffs_mgmt" SMALLINT NOT NULL DEFAULT 0,
    "vouchers_mgmt" SMALLINT NOT NULL DEFAULT 0,
    "system_mgmt" SMALLINT NOT NULL DEFAULT 0,
    "api_access" SMALLINT NOT NULL DEFAULT 0,
    "api_mgmt" SMALLINT NOT NULL DEFAULT 0,
    "use_own_tariff" SMALLINT NOT NULL DEFAULT 0,
    "max_depth" INTEGER,
    "accounts_matching_rule" TEXT NOT NULL DEFAULT '',
    "api_secret" BYTEA,
    "api_secret_set_by" INTEGER,
    "callshop_enabled" BOOLEAN NOT NULL DEFAULT false,
    "did_pool_enabled" BOOLEAN NOT NULL DEFAULT false,
    "ivr_apps_enabled" BOOLEAN NOT NULL DEFAULT false,
    "asr_acd_enabled" BOOLEAN NOT NULL DEFAULT false,
    "debit_credit_cards_enabled" BOOLEAN NOT NULL DEFAULT false,
    "conferencing_enabled" BOOLEAN NOT NULL DEFAULT false,
    "share_payment_processors" BOOLEAN NOT NULL DEFAULT false,
    "dncl_enabled" BOOLEAN NOT NULL DEFAULT false,
    "overcommit_protection" BOOLEAN NOT NULL DEFAULT false,
    "overcommit_limit" DECIMAL(10,6) NOT NULL DEFAULT 0,
    "max_sessions" INTEGER,
    "max_calls_per_second" DOUBLE PRECISION,
    "company_name" TEXT NOT NULL DEFAULT '',
    "salutation" TEXT NOT NULL DEFAULT '',
    "first_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "mid_init" TEXT NOT NULL DEFAULT '',
    "street_addr" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT '',
    "postal_code" TEXT NOT NULL DEFAULT '',
    "city" TEXT NOT NULL DEFAULT '',
    "country" TEXT NOT NULL DEFAULT '',
    "contact" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "fax" TEXT NOT NULL DEFAULT '',
    "alt_phone" TEXT NOT NULL DEFAULT '',
    "alt_contact" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "cc" TEXT NOT NULL DEFAULT '',
    "bcc" TEXT NOT NULL DEFAULT '',
    "mail_from" TEXT NOT NULL DEFAULT '',
    "i_password_policy" INTEGER NOT NULL DEFAULT 1,
    "i_time_zone" INTEGER NOT NULL DEFAULT 370,
    "i_lang" TEXT NOT NULL DEFAULT 'en',
    "i_export_type" INTEGER NOT NULL DEFAULT 1,
    "start_page" INTEGER NOT NULL DEFAULT 1,
    "css" TEXT NOT NULL DEFAULT '',
    "dns_alias" TEXT NOT NULL DEFAULT '',
    "alias_verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "customers_pkey" PRIMARY KEY ("i_customer")
);

-- CreateTable
CREATE TABLE "web_users" (
    "i_web_user" SERIAL NOT NULL,
    "i_customer" INTEGER NOT NULL,
    "login" TEXT NOT NULL,
    "login_key" TEXT NOT NULL,
    "access_level" TEXT NOT NULL DEFAULT 'ADMINISTRATOR',
    "default_user" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "password_hash" TEXT,
    "password_foreign" BOOLEAN NOT NULL DEFAULT false,
    "password_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "one_time_hash" TEXT,
    "one_time_expires_at" TIMESTAMPTZ(3),
    "one_time_foreign" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "web_users_pkey" PRIMARY KEY ("i_web_user")
);

-- CreateTable
CREATE TABLE "sessions" (
    "i_session" SERIAL NOT NULL,
    "id_hash" TEXT NOT NULL,
    "i_web_user" INTEGER NOT NULL,
    "host" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "foreign_credential" BOOLEAN NOT NULL DEFAULT false,
    "address" TEXT,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("i_session")
);

-- CreateTable
CREATE TABLE "throttles" (
    "throttle_key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "wait_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "throttles_pkey" PRIMARY KEY ("throttle_key")
);

-- CreateTable
CREATE TABLE "blocks" (
    "i_block" SERIAL NOT NULL,
    "i_customer" INTEGER,
    "i_web_user" INTEGER,
    "set_by_customer" INTEGER NOT NULL,
    "set_by_login" TEXT,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '',
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blocks_pkey" PRIMARY KEY ("i_block")
);

-- CreateTable
CREATE TABLE "tariffs" (
    "i_tariff" SERIAL NOT NULL,
    "i_customer" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tariffs_pkey" PRIMARY KEY ("i_tariff")
);

-- CreateTable
CREATE TABLE "routing_groups" (
    "i_routing_group" SERIAL NOT NULL,
    "i_customer" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "routing_groups_pkey" PRIMARY KEY ("i_routing_group")
);

-- CreateTable
CREATE TABLE "ledger" (
    "i_entry" BIGSERIAL NOT NULL,
    "i_customer" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "previous_place" INTEGER,
    "balance_before" DECIMAL(18,6) NOT NULL,
    "amount" DECIMAL(18,6) NOT NULL,
    "balance_after" DECIMAL(18,6) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "actor_customer" INTEGER NOT NULL,
    "actor_login" TEXT,
    "door" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_pkey" PRIMARY KEY ("i_entry")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "i_audit" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "operation" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "address" TEXT,
    "actor_customer" INTEGER NOT NULL,
    "actor_path" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_login" TEXT,
    "actor_i_web_user" INTEGER,
    "foreign_credential" BOOLEAN NOT NULL DEFAULT false,
    "i_customer" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "changes" JSONB NOT NULL DEFAULT '{}',
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("i_audit")
);

-- CreateTable
CREATE TABLE "currencies" (
    "currency" CHAR(3) NOT NULL,
    "digits" SMALLINT NOT NULL,

    CONSTRAINT "currencies_pkey" PRIMARY KEY ("currency")
);

-- CreateTable
CREATE TABLE "time_zones" (
    "i_time_zone" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "time_zones_pkey" PRIMARY KEY ("i_time_zone")
);

-- CreateTable
CREATE TABLE "languages" (
    "i_lang" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "languages_pkey" PRIMARY KEY ("i_lang")
);

-- CreateTable
CREATE TABLE "export_types" (
    "i_export_type" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "export_types_pkey" PRIMARY KEY ("i_export_type")
);

-- CreateTable
CREATE TABLE "payment_methods" (
    "payment_method" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "payment_methods_pkey" PRIMARY KEY ("payment_method")
);

-- CreateTable
CREATE TABLE "start_pages" (
    "start_page" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "start_pages_pkey" PRIMARY KEY ("start_page")
);

-- CreateTable
CREATE TABLE "password_policies" (
    "i_password_policy" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "password_policies_pkey" PRIMARY KEY ("i_password_policy")
);

-- CreateIndex
CREATE UNIQUE INDEX "customers_path_key" ON "customers"("path");

-- CreateIndex
CREATE UNIQUE INDEX "customers_name_key" ON "customers"("name_key");

-- CreateIndex
CREATE INDEX "customers_i_wholesaler_i_customer_idx" ON "customers"("i_wholesaler", "i_customer");

-- CreateIndex
CREATE INDEX "customers_i_wholesaler_name_key_idx" ON "customers"("i_wholesaler", "name_key");

-- CreateIndex
CREATE INDEX "customers_i_commission_agent_idx" ON "customers"("i_commission_agent");

-- CreateIndex
CREATE INDEX "customers_i_tariff_idx" ON "customers"("i_tariff");

-- CreateIndex
CREATE INDEX "customers_i_routing_group_idx" ON "customers"("i_routing_group");

-- CreateIndex
CREATE UNIQUE INDEX "customers_and_parent_key" ON "customers"("i_customer", "i_wholesaler");

-- CreateIndex
CREATE UNIQUE INDEX "web_users_login_key" ON "web_users"("login_key");

-- CreateIndex
CREATE INDEX "web_users_i_customer_idx" ON "web_users"("i_customer");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_id_hash_key" ON "sessions"("id_hash");

-- CreateIndex
CREATE INDEX "sessions_i_web_user_idx" ON "sessions"("i_web_user");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE INDEX "throttles_since_idx" ON "throttles"("since");

-- CreateIndex
CREATE INDEX "blocks_i_customer_idx" ON "blocks"("i_customer");

-- CreateIndex
CREATE INDEX "blocks_i_web_user_idx" ON "blocks"("i_web_user");

-- CreateIndex
CREATE UNIQUE INDEX "tariffs_owner_name_key" ON "tariffs"("i_customer", "name_key");

-- CreateIndex
CREATE UNIQUE INDEX "tariffs_owner_currency_key" ON "tariffs"("i_tariff", "i_customer", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "routing_groups_owner_name_key" ON "routing_groups"("i_customer", "name_key");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_place_key" ON "ledger"("i_customer", "place");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_balance_key" ON "ledger"("i_customer", "place", "balance_after");

-- CreateIndex
CREATE INDEX "audit_log_i_customer_i_audit_idx" ON "audit_log"("i_customer", "i_audit");

-- CreateIndex
CREATE UNIQUE INDEX "time_zones_name_key" ON "time_zones"("name");

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_balance_is_last_entry" FOREIGN KEY ("i_customer", "ledger_place", "balance") REFERENCES "ledger"("i_customer", "place", "balance_after") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_tariff_of_parent" FOREIGN KEY ("i_tariff", "i_wholesaler", "base_currency") REFERENCES "tariffs"("i_tariff", "i_customer", "currency") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_agent_is_sibling" FOREIGN KEY ("i_commission_agent", "i_wholesaler") REFERENCES "customers"("i_customer", "i_wholesaler") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_i_wholesaler_fkey" FOREIGN KEY ("i_wholesaler") REFERENCES "customers"("i_customer") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_i_routing_group_fkey" FOREIGN KEY ("i_routing_group") REFERENCES "routing_groups"("i_routing_group") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_i_time_zone_fkey" FOREIGN KEY ("i_time_zone") REFERENCES "time_zones"("i_time_zone") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_i_lang_fkey" FOREIGN KEY ("i_lang") REFERENCES "languages"("i_lang") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_i_export_type_fkey" FOREIGN KEY ("i_export_type") REFERENCES "export_types"("i_export_type") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_start_page_fkey" FOREIGN KEY ("start_page") REFERENCES "start_pages"("start_page") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_i_password_policy_fkey" FOREIGN KEY ("i_password_policy") REFERENCES "password_policies"("i_password_policy") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_payment_method_fkey" FOREIGN KEY ("payment_method") REFERENCES "payment_methods"("payment_method") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_base_currency_fkey" FOREIGN KEY ("base_currency") REFERENCES "currencies"("currency") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_payment_currency_fkey" FOREIGN KEY ("payment_currency") REFERENCES "currencies"("currency") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "web_users" ADD CONSTRAINT "web_users_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_i_web_user_fkey" FOREIGN KEY ("i_web_user") REFERENCES "web_users"("i_web_user") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "blocks" ADD CONSTRAINT "blocks_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "blocks" ADD CONSTRAINT "blocks_i_web_user_fkey" FOREIGN KEY ("i_web_user") REFERENCES "web_users"("i_web_user") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tariffs" ADD CONSTRAINT "tariffs_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tariffs" ADD CONSTRAINT "tariffs_currency_fkey" FOREIGN KEY ("currency") REFERENCES "currencies"("currency") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "routing_groups" ADD CONSTRAINT "routing_groups_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_continues" FOREIGN KEY ("i_customer", "previous_place", "balance_before") REFERENCES "ledger"("i_customer", "place", "balance_after") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A prefix of a path is an index range only in collation "C".
ALTER TABLE "customers" ALTER COLUMN "path" TYPE text COLLATE "C", ALTER COLUMN "name_key" TYPE text COLLATE "C";
ALTER TABLE "web_users" ALTER COLUMN "login_key" TYPE text COLLATE "C";
ALTER TABLE "tariffs" ALTER COLUMN "name_key" TYPE text COLLATE "C";
ALTER TABLE "routing_groups" ALTER COLUMN "name_key" TYPE text COLLATE "C";
ALTER TABLE "ledger" ALTER COLUMN "path" TYPE text COLLATE "C";
ALTER TABLE "audit_log" ALTER COLUMN "path" TYPE text COLLATE "C";
CREATE INDEX "ledger_path_idx" ON "ledger" ("path", "i_entry");
CREATE INDEX "audit_log_path_idx" ON "audit_log" ("path", "i_audit");

-- The tree: the root alone has no parent and is number 1; a path ends in the customer's own id.
ALTER TABLE "customers"
  ADD CONSTRAINT "customers_root" CHECK (("i_wholesaler" IS NULL) = ("i_customer" = 1) AND ("depth" = 0) = ("i_customer" = 1)),
  ADD CONSTRAINT "customers_path_ends_in_id" CHECK ("path" ~ ('(^|/)' || "i_customer" || '/$')),
  ADD CONSTRAINT "customers_depth" CHECK ("depth" BETWEEN 0 AND 99),
  ADD CONSTRAINT "customers_agent_not_self" CHECK ("i_commission_agent" <> "i_customer");

-- Bounds of attributes.
ALTER TABLE "customers"
  ADD CONSTRAINT "customers_masks" CHECK ("accounts_mgmt" BETWEEN 0 AND 7 AND "customers_mgmt" BETWEEN 0 AND 7
    AND "tariffs_mgmt" BETWEEN 0 AND 7 AND "vouchers_mgmt" BETWEEN 0 AND 7),
  ADD CONSTRAINT "customers_flags" CHECK ("system_mgmt" IN (0, 1) AND "api_access" IN (0, 1) AND "api_mgmt" IN (0, 1)
    AND "use_own_tariff" IN (0, 1)),
  ADD CONSTRAINT "customers_money" CHECK (abs("balance") <= 999999999.999999
    AND "credit_limit" BETWEEN 0 AND 999999999.999999 AND "min_payment_amount" BETWEEN 0 AND 999999999.999999),
  ADD CONSTRAINT "customers_percents" CHECK ("commission_size" BETWEEN 0 AND 100 AND "overcommit_limit" BETWEEN 0 AND 1000),
  ADD CONSTRAINT "customers_limits" CHECK ("max_depth" >= 0 AND "max_sessions" >= 0 AND "max_calls_per_second" > 0);

-- Each customer has one default web user, who is its administrator.
CREATE UNIQUE INDEX "web_users_default_key" ON "web_users" ("i_customer") WHERE "default_user";
ALTER TABLE "web_users"
  ADD CONSTRAINT "web_users_access_level" CHECK ("access_level" IN
    ('ADMINISTRATOR', 'BILLING', 'NOC', 'REPORTER', 'CALLSHOP_OPERATOR', 'SUPPORT')),
  ADD CONSTRAINT "web_users_default_is_administrator" CHECK (NOT "default_user" OR "access_level" = 'ADMINISTRATOR'),
  ADD CONSTRAINT "web_users_one_time" CHECK (("one_time_hash" IS NULL) = ("one_time_expires_at" IS NULL));
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_kind" CHECK ("kind" IN ('full', 'half'));
ALTER TABLE "blocks"
  ADD CONSTRAINT "blocks_one_target" CHECK (("i_customer" IS NULL) <> ("i_web_user" IS NULL)),
  ADD CONSTRAINT "blocks_reason" CHECK ("reason" IN ('non-payment', 'fraud', 'own-wish', 'other'));

-- A verified alias is one customer's.
CREATE UNIQUE INDEX "customers_alias_key" ON "customers" ("dns_alias") WHERE "alias_verified_at" IS NOT NULL;

-- The ledger is a chain: with the foreign keys above, each entry continues the one before, and nothing else can.
ALTER TABLE "ledger"
  ADD CONSTRAINT "ledger_adds_up" CHECK ("balance_after" = "balance_before" + "amount"),
  ADD CONSTRAINT "ledger_order" CHECK (CASE WHEN "place" = 1 THEN "previous_place" IS NULL AND "balance_before" = 0
    ELSE "place" > 1 AND "previous_place" IS NOT NULL AND "previous_place" = "place" - 1 END),
  ADD CONSTRAINT "ledger_kind" CHECK ("kind" IN ('opening', 'payment', 'credit', 'charge', 'correction', 'write-off')),
  ADD CONSTRAINT "ledger_opening" CHECK (("kind" = 'opening') = ("place" = 1)),
  ADD CONSTRAINT "ledger_bounds" CHECK (abs("balance_after") <= 999999999.999999);

-- Search: any part of a word, over many customers.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "customers_search_idx" ON "customers" USING gin ("search_text" gin_trgm_ops);
