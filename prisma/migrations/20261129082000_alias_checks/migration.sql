-- Two who prove the same alias at once lock each other's rows; this finds them.
CREATE INDEX "customers_alias_asked" ON "customers" ("dns_alias") WHERE "dns_alias" <> '';

-- the operation has another name
UPDATE "audit_log" SET "operation" = 'checkAlias' WHERE "operation" = 'lookAtAlias';
UPDATE "refusals" SET "operation" = 'checkAlias' WHERE "operation" = 'lookAtAlias';
