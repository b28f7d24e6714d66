-- a block ends the one-time passwords of all below: few have one, however many are below
CREATE INDEX "web_users_one_time_idx" ON "web_users" ("i_customer") WHERE "one_time_hash" IS NOT NULL;
