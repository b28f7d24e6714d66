-- Direct sub-customers by currency: whose provider has one currency would else be passed by for all that come before it.
-- CreateIndex
CREATE INDEX "customers_i_wholesaler_base_currency_i_customer_idx" ON "customers"("i_wholesaler", "base_currency", "i_customer");
