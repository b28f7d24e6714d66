-- A form makes one key, also if a browser sends it again.
ALTER TABLE "api_keys" ADD COLUMN "form_hash" TEXT;
CREATE UNIQUE INDEX "api_keys_form_hash_key" ON "api_keys"("form_hash");
