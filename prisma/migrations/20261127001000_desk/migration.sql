-- Search knows all web users of a customer: further logins, and addresses of their own, each ended by a line's end. The same
-- as searchedPeople in server/customers/write-search-text.ts:
-- keys of logins are kept folded, addresses are folded here.
UPDATE customers SET search_text = customers.search_text || people.lines
  FROM (SELECT w.i_customer,
               string_agg(CASE WHEN w.default_user THEN '' ELSE w.login_key || E'\n' END
                 || CASE WHEN w.email = '' THEN '' ELSE lower(normalize(w.email, NFKC)) || E'\n' END, '' ORDER BY w.i_web_user)
                 AS lines
          FROM web_users w WHERE NOT w.default_user OR w.email <> '' GROUP BY w.i_customer) AS people
 WHERE people.i_customer = customers.i_customer;

-- Which customers a person dealt with last.
CREATE INDEX "audit_log_dealt_with_idx" ON "audit_log" ("actor_i_web_user", "i_audit")
 WHERE "door" IN ('web', 'support') AND "i_customer" <> "actor_customer";

-- Few aliases are lost, of all that there are.
CREATE INDEX "alias_proofs_lost_idx" ON "alias_proofs" ("lost_at") WHERE "lost_at" IS NOT NULL;
