-- Sorting by name goes on by id, as by everything else.
DROP INDEX "customers_name_order_idx";

-- CreateIndex
CREATE INDEX "customers_name_order_i_customer_idx" ON "customers"("name_order", "i_customer");

-- CreateIndex
CREATE INDEX "customers_balance_i_customer_idx" ON "customers"("balance", "i_customer");

-- CreateIndex
CREATE INDEX "customers_credit_limit_i_customer_idx" ON "customers"("credit_limit", "i_customer");

-- CreateIndex
CREATE INDEX "customers_base_currency_i_customer_idx" ON "customers"("base_currency", "i_customer");

-- CreateIndex
CREATE INDEX "customers_created_at_i_customer_idx" ON "customers"("created_at", "i_customer");

-- CreateIndex
CREATE INDEX "customers_i_wholesaler_company_order_i_customer_idx" ON "customers"("i_wholesaler", "company_order", "i_customer");

-- CreateIndex
CREATE INDEX "customers_i_wholesaler_email_order_i_customer_idx" ON "customers"("i_wholesaler", "email_order", "i_customer");

-- CreateIndex
CREATE INDEX "customers_i_wholesaler_phone_order_i_customer_idx" ON "customers"("i_wholesaler", "phone_order", "i_customer");

-- CreateIndex
CREATE INDEX "customers_i_wholesaler_city_order_i_customer_idx" ON "customers"("i_wholesaler", "city_order", "i_customer");

-- CreateIndex
CREATE INDEX "customers_base_currency_path_idx" ON "customers"("base_currency", "path");

-- What lists are sorted by has an index in its order, equal values by id. Of the log-ins only the default web users'.
CREATE INDEX "customers_available_idx" ON "customers" (("balance" + "credit_limit"), "i_customer");
CREATE INDEX "web_users_default_order_idx" ON "web_users" ("login_order", "i_customer") WHERE "default_user";

-- What few customers are has an index by their places in the tree, in which those of a branch stand side by side. The
-- conditions are those of server/record/attention.ts and customer-filter.ts.
CREATE INDEX "customers_over_idx" ON "customers" ("path") WHERE "balance" + "credit_limit" < 0;
CREATE INDEX "customers_low_idx" ON "customers" ("path")
  WHERE "balance" + "credit_limit" >= 0 AND "balance" + "credit_limit" <= "credit_limit" * 0.1;
CREATE INDEX "customers_accounts_idx" ON "customers" ("path") WHERE "accounts_mgmt" > 0;
CREATE INDEX "customers_customers_idx" ON "customers" ("path") WHERE "customers_mgmt" > 0;
CREATE INDEX "customers_tariffs_idx" ON "customers" ("path") WHERE "tariffs_mgmt" > 0;
CREATE INDEX "customers_vouchers_idx" ON "customers" ("path") WHERE "vouchers_mgmt" > 0;
