-- Who is low is found by its place in the tree and then looked up by its id: with the id in the index, without a look at the rows.
DROP INDEX "customers_low_idx";
CREATE INDEX "customers_low_idx" ON "customers" ("path") INCLUDE ("i_customer")
  WHERE "balance" + "credit_limit" >= 0 AND "balance" + "credit_limit" <= "credit_limit" * 0.1;
