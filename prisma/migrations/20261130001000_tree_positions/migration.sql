-- A place among siblings is counted in this index alone; the one before held all of it but what tells equal names apart.
DROP INDEX "customers_i_wholesaler_name_order_idx";

-- CreateIndex
CREATE INDEX "customers_i_wholesaler_name_order_i_customer_idx" ON "customers"("i_wholesaler", "name_order", "i_customer");
