-- What the index of trigrams does not know: the one or two signs with which a word begins, of whatever kind, the pieces of scripts
-- without blanks with their tab; the first one to three digits of a line, behind a line break; and three neighbours of which the
-- last two are no letters. What is asked of it is in server/record/search-pieces.ts.
CREATE FUNCTION search_pieces(search_text text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ARRAY(
    SELECT unnest(CASE WHEN starts_with(word, E'\t') THEN ARRAY[left(word, 2), left(word, 3)]
                       ELSE ARRAY[left(word, 1), left(word, 2)] END)
      FROM string_to_table(replace(translate(search_text, ' ', E'\n'), E'\t', E'\n\t'), E'\n') AS word
     WHERE word <> ''
    UNION ALL
    SELECT unnest(ARRAY[E'\n' || left(line, 1), E'\n' || left(line, 2), E'\n' || left(line, 3)])
      FROM string_to_table(search_text, E'\n') AS line
     WHERE ascii(line) BETWEEN ascii('0') AND ascii('9')
    UNION ALL
    SELECT substr(run[1], at, 3)
      FROM regexp_matches(search_text, '[^ \n\t]?[!-/:-@[-`{-~\u00a1-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\u30fb\uff00-\uff0f\U0001f000-\U0001faff]{2,}', 'g') AS run
           CROSS JOIN LATERAL generate_series(1, length(run[1]) - 2) AS at)
$$;
CREATE INDEX "customers_pieces_idx" ON "customers" USING gin (search_pieces("search_text"));

-- A log-in stands in another table. Which customers found by a search have one between two others is known by this, see `near` in
-- server/customers/sortings.ts.
CREATE INDEX "customers_login_line_idx" ON "customers" ((split_part("search_text", E'\n', 2) COLLATE "C"));
