-- CreateTable
CREATE TABLE "api_keys" (
    "i_key" SERIAL NOT NULL,
    "i_web_user" INTEGER NOT NULL,
    "i_customer" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "areas" JSONB NOT NULL,
    "networks" TEXT[],
    "prefix" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "line_confirmed_at" TIMESTAMPTZ(3) NOT NULL,
    "line_ends_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rotated_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "used_address" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "ended_why" TEXT,
    "credential_set_by" INTEGER,
    "told_days" INTEGER,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("i_key")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_prefix_key" ON "api_keys"("prefix");

-- CreateIndex
CREATE INDEX "api_keys_i_web_user_idx" ON "api_keys"("i_web_user");

-- CreateIndex
CREATE INDEX "api_keys_i_customer_idx" ON "api_keys"("i_customer");

-- CreateIndex
CREATE INDEX "api_keys_line_idx" ON "api_keys"("line");

-- CreateIndex
CREATE INDEX "api_keys_expires_at_idx" ON "api_keys"("expires_at");

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_i_web_user_fkey" FOREIGN KEY ("i_web_user") REFERENCES "web_users"("i_web_user") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_ended_check" CHECK (("ended_at" IS NULL) = ("ended_why" IS NULL));
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_ended_why_check" CHECK ("ended_why" IN ('owner', 'administrator', 'itself', 'password'));
-- no key outlives its line, and no line the confirmation of the person who began it by more than two years
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_line_end_check" CHECK ("expires_at" <= "line_ends_at");
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_line_lasts_check" CHECK ("line_ends_at" <= "line_confirmed_at" + interval '731 days');
