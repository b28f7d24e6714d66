-- CreateTable
CREATE TABLE "brands" (
    "i_customer" INTEGER NOT NULL,
    "product_name" TEXT NOT NULL DEFAULT '',
    "accent" TEXT NOT NULL DEFAULT '',
    "font" TEXT NOT NULL DEFAULT '',
    "logo_light" TEXT,
    "logo_dark" TEXT,
    "favicon" TEXT,
    "support_email" TEXT NOT NULL DEFAULT '',
    "support_phone" TEXT NOT NULL DEFAULT '',
    "support_url" TEXT NOT NULL DEFAULT '',
    "footer_links" JSONB NOT NULL DEFAULT '[]',
    "style_hash" TEXT NOT NULL DEFAULT '',
    "style_version" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "brands_pkey" PRIMARY KEY ("i_customer")
);

-- CreateTable
CREATE TABLE "brand_files" (
    "i_customer" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "brand_files_pkey" PRIMARY KEY ("i_customer","hash")
);

-- CreateTable
CREATE TABLE "brand_styles" (
    "hash" TEXT NOT NULL,
    "css" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "brand_styles_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "brand_versions" (
    "i_brand_version" SERIAL NOT NULL,
    "i_customer" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "set_by_login" TEXT,
    "set_by" INTEGER NOT NULL,
    "brand" JSONB NOT NULL,
    "css" TEXT NOT NULL,

    CONSTRAINT "brand_versions_pkey" PRIMARY KEY ("i_brand_version")
);

-- CreateTable
CREATE TABLE "brand_changes" (
    "i_brand_change" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "brand_changes_pkey" PRIMARY KEY ("i_brand_change")
);

-- CreateTable
CREATE TABLE "alias_proofs" (
    "i_customer" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "looked_at" TIMESTAMPTZ(3),
    "lost_at" TIMESTAMPTZ(3),
    "next_look_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alias_proofs_pkey" PRIMARY KEY ("i_customer")
);

-- CreateIndex
CREATE INDEX "brand_files_hash_idx" ON "brand_files"("hash");

-- CreateIndex
CREATE INDEX "brand_versions_i_customer_i_brand_version_idx" ON "brand_versions"("i_customer", "i_brand_version");

-- CreateIndex
CREATE INDEX "alias_proofs_next_look_at_idx" ON "alias_proofs"("next_look_at");

-- AddForeignKey
ALTER TABLE "brands" ADD CONSTRAINT "brands_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "brand_files" ADD CONSTRAINT "brand_files_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "brand_versions" ADD CONSTRAINT "brand_versions_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "alias_proofs" ADD CONSTRAINT "alias_proofs_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- aliases that are verified already are looked at from now on
INSERT INTO "alias_proofs" ("i_customer", "token")
SELECT "i_customer", replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')
  FROM "customers" WHERE "dns_alias" <> '';

-- who has a stylesheet has a brand; what is served of it is made when it is first asked for
INSERT INTO "brands" ("i_customer") SELECT "i_customer" FROM "customers" WHERE "css" <> '';
