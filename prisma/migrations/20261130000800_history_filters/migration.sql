-- What a filter of the history seldom finds is found at once, and not by looking back through all of it: who did something (as in
-- server/database/folded-in-sql.ts, with the same characters in it), what attribute changed, and by what door.
CREATE INDEX "audit_log_who_idx" ON "audit_log" USING gin (
  (replace(translate(regexp_replace(normalize(lower(normalize("actor_login", NFKC)), NFKD), '[̀-ͯ­​-‏﻿]', '', 'g'), 'ςı’‘ʼ‐–—“”«»łøđ', 'σi''''''---""""lod'), 'ß', 'ss')) gin_trgm_ops,
  (replace(translate(regexp_replace(normalize(lower(normalize("actor_name", NFKC)), NFKD), '[̀-ͯ­​-‏﻿]', '', 'g'), 'ςı’‘ʼ‐–—“”«»łøđ', 'σi''''''---""""lod'), 'ß', 'ss')) gin_trgm_ops);
CREATE INDEX "audit_log_changed_idx" ON "audit_log" USING gin (jsonb_path_query_array("changes", '$.keyvalue().key'));
CREATE INDEX "audit_log_door_at_i_audit_idx" ON "audit_log" ("door", "at", "i_audit");
