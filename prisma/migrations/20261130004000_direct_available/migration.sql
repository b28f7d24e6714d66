-- whom a reseller has to look after first: the direct sub-customers that can spend least
CREATE INDEX "customers_direct_available_idx" ON "customers" ("i_wholesaler", ("balance" + "credit_limit"), "i_customer");
