-- Search: telephone numbers are kept by their bare digits, each part ended by a line's end. The same as numbersIn in
-- server/customers/phone-number.ts; the words before the numbers stay as they are.
CREATE FUNCTION pg_temp.numbers_in(spelled text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(string_agg(bare || E'\n', '' ORDER BY place), '')
    FROM regexp_split_to_table(normalize(spelled, NFKC), '[,;#A-Za-zА-яЁё]+') WITH ORDINALITY AS piece (text, place)
   CROSS JOIN LATERAL (SELECT regexp_replace(piece.text, '\( *0 *\)', '', 'g') AS shown) AS s
   CROSS JOIN LATERAL (SELECT regexp_replace(shown, '[^0-9]', '', 'g') AS digits) AS d
   CROSS JOIN LATERAL (SELECT CASE WHEN shown ~ '^[^0-9]*\+' THEN regexp_replace(digits, '^0+', '')
     ELSE regexp_replace(digits, '^(?:011(?=[0-9]{10})|810(?=[0-9]{10})|8(?=[0-9]{10}$)|0+)', '') END AS bare) AS b
   WHERE bare <> ''
$$;

-- Before, each field that had a digit was one line at the end.
CREATE FUNCTION pg_temp.lines_of_numbers(phone text, alt_phone text, fax text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT count(*)::int FROM unnest(ARRAY[phone, alt_phone, fax]) AS spelled WHERE normalize(spelled, NFKC) ~ '[0-9]'
$$;

UPDATE customers SET search_text = numbered.search_text
  FROM (SELECT c.i_customer,
               coalesce(array_to_string(words.lines[1:cardinality(words.lines)
                 - pg_temp.lines_of_numbers(c.phone, c.alt_phone, c.fax)], E'\n') || E'\n', '')
               || pg_temp.numbers_in(c.phone) || pg_temp.numbers_in(c.alt_phone) || pg_temp.numbers_in(c.fax) AS search_text
          FROM customers c
         CROSS JOIN LATERAL (SELECT string_to_array(c.search_text, E'\n') AS lines) AS words
         WHERE c.search_text <> '') AS numbered
 WHERE customers.i_customer = numbered.i_customer;

-- Names and logins that begin with a letter or two are found in their order by the unique indexes on their keys.
DROP FUNCTION pg_temp.numbers_in(text);
DROP FUNCTION pg_temp.lines_of_numbers(text, text, text);
