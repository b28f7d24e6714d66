import { choicesOf, type EventWord, ownEventWords } from "@/attributes/event-words";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { writeRows } from "../database/rows";
import { idsAlong, parentAlong } from "../tree/tree";

/**
 * The start of a statement that notes events of customers `e`, for those endpoints that are told of them, and nothing where
 * there are none: whoever changes something notes it in the same transaction, and so an event is there exactly if the change
 * is. It locks nothing.
 * @param from where the customers come from, as `e` with `i_customer`, `path`, `name`, and `i_audit` of an entry of the history
 */
export function notesEvents(
  words: readonly EventWord[],
  from: Prisma.Sql,
  facts: Prisma.Sql = Prisma.sql`'{}'::jsonb`,
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO webhook_events (word, i_customer, path, name, i_audit, facts)
    SELECT w.word, e.i_customer, e.path, e.name, e.i_audit, ${facts}
      FROM ${from}, (VALUES ${Prisma.join(words.map(wordAndChoices))}) AS w (word, choices, own)
     WHERE EXISTS (SELECT FROM webhook_endpoints p WHERE ${tells})`;
}

function wordAndChoices(word: EventWord): Prisma.Sql {
  return Prisma.sql`(${word}::text, ${[...choicesOf(word)]}::text[], ${ownEventWords.includes(word)}::boolean)`;
}

/** Whether endpoint `p` is told of event `w` of customer `e`: by where the customer stands, and by what the endpoint chose. */
const tells = Prisma.sql`
  p.i_customer = ANY (${idsAlong(Prisma.sql`e.path`)}) AND p.events && w.choices
  AND (p.i_customer = e.i_customer OR (NOT w.own AND (p.reach = 'all' OR (p.reach = 'direct'
       AND p.i_customer = ${parentAlong(Prisma.sql`e.path`)}))))`;

/** Whom an event is about: a customer, or one of its people. */
export type EventOf = { readonly i_customer: number } | { readonly i_web_user: number };

/**
 * Notes an event that is no change and so has no entry in the history, in the transaction in which it happens.
 * @param facts what there is to tell, for everybody who sees the customer; never a secret
 */
export async function noteEvent(
  db: Queries,
  word: EventWord,
  of: EventOf,
  facts: Readonly<Record<string, unknown>>,
): Promise<void> {
  const which =
    "i_customer" in of
      ? Prisma.sql`c.i_customer = ${of.i_customer}`
      : Prisma.sql`c.i_customer = (SELECT u.i_customer FROM web_users u WHERE u.i_web_user = ${of.i_web_user})`;
  await writeRows(
    db,
    notesEvents(
      [word],
      Prisma.sql`(SELECT c.i_customer, c.path, c.name, NULL::bigint AS i_audit FROM customers c WHERE ${which}) AS e`,
      Prisma.sql`${JSON.stringify(facts)}::jsonb`,
    ),
  );
}

/**
 * Makes a message of each event for each endpoint that is told of it, for those events that nobody has handed out yet. What an
 * endpoint that is off misses is kept.
 * @returns how many events it handed out
 */
export async function handOutEvents(db: Queries, most: number): Promise<number> {
  return await writeRows(
    db,
    Prisma.sql`
    WITH e AS (
      SELECT i_event, word, at, i_customer, path FROM webhook_events
       WHERE NOT handed_out ORDER BY i_event LIMIT ${most}::int FOR UPDATE SKIP LOCKED),
    made AS (
      INSERT INTO webhook_messages (i_event, i_endpoint, state)
      SELECT e.i_event, p.i_endpoint, CASE p.state WHEN 'on' THEN 'waiting' ELSE 'missed' END
        FROM e CROSS JOIN LATERAL (SELECT e.word,
               ARRAY['*', split_part(e.word, '.', 1) || '.*', e.word] AS choices,
               e.word = ANY (${[...ownEventWords]}::text[]) AS own) AS w
        JOIN webhook_endpoints p ON ${tells} AND p.created_at <= e.at
      ON CONFLICT DO NOTHING)
    UPDATE webhook_events v SET handed_out = true FROM e WHERE v.i_event = e.i_event`,
  );
}
