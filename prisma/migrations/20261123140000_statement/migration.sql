-- A statement adds up one branch of the tree by time of booking: all that it reads stands in this index, in the order
-- in which it groups.
CREATE INDEX "ledger_statement_idx" ON "ledger" ("path", "at") INCLUDE ("i_customer", "kind", "amount");
