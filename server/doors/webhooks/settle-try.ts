import type { MessageState } from "@/attributes/webhooks";
import { systemActor } from "../../actor/system-actor";
import { inTransaction, type Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows, writeRows } from "../../database/rows";
import { switchOff } from "../../events/off-endpoint";
import { audit } from "../../operation/audit";
import { queueMail } from "../../outbox/queue-mail";
import type { Answer } from "./post";
import { type Taken, takenForSeconds } from "./take-messages";

/** What came of a message that was taken: not sent since its customer may not read it, or tried. */
export type Outcome =
  | "withheld"
  | (Answer & {
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    });

type Tried = Exclude<Outcome, "withheld">;

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
/** The waits after the first try and those that follow, three days in all. Source: rest, 'Webhooks', 'Tries'. */
const waits = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];
/** A wait is up to so much shorter or longer, so that what failed together is not tried together. */
const chance = 0.2;

/** So many tries of a message are told, the last one among them: all ten, and ten more of whoever has it sent again. */
const mostTold = 20;

/** An endpoint is switched off when nothing got through for so many days and so many messages were given up. */
const [failingDays, failedMessages] = [5, 10];

/** Writes what came of a try, and takes the endpoint's state with it. */
export async function settleTry(taken: Taken, outcome: Outcome): Promise<void> {
  await inTransaction(async (db) => {
    if (outcome === "withheld") {
      await writeRows(
        db,
        Prisma.sql`
        UPDATE webhook_messages SET state = 'withheld', taken_until = NULL WHERE i_message = ${taken.i_message}`,
      );
      return;
    }
    if (outcome.problem === null) await noteWorks(db, taken, outcome);
    else await noteFails(db, taken, outcome);
  });
}

async function noteWorks(db: Queries, taken: Taken, tried: Tried): Promise<void> {
  // no row is written for nothing
  await writeRows(
    db,
    Prisma.sql`
    UPDATE webhook_endpoints SET failing_since = NULL, failed = 0
     WHERE i_endpoint = ${taken.i_endpoint} AND failing_since IS NOT NULL`,
  );
  await noteTry(db, taken, tried, "delivered", 0);
}

async function noteFails(db: Queries, taken: Taken, tried: Tried): Promise<void> {
  const { i_endpoint, tries } = taken;
  const wait = tried.status === 410 ? undefined : waits[tries];
  const [endpoint] = await readRows<{ hopeless: boolean }>(
    db,
    Prisma.sql`
    UPDATE webhook_endpoints SET failing_since = coalesce(failing_since, now()),
                                 failed = failed + ${wait === undefined ? 1 : 0}::int
     WHERE i_endpoint = ${i_endpoint}
    RETURNING failing_since < now() - make_interval(days => ${failingDays}::int) AND failed >= ${failedMessages} AS hopeless`,
  );
  const waitMs = Math.max((wait ?? 0) * (1 - chance + 2 * chance * Math.random()), tried.retryAfterMs ?? 0);
  await noteTry(db, taken, tried, wait === undefined ? "failed" : "waiting", waitMs);
  if (tried.status === 410) await tellOff(db, i_endpoint, "gone");
  else if (endpoint?.hopeless) await tellOff(db, i_endpoint, "failing");
}

/** One that was switched off meanwhile still has what got through. What somebody had sent again meanwhile is due at once, and all its tries before it. */
async function noteTry(
  db: Queries,
  { i_message }: Taken,
  { status, problem, text, tookMs, headers, body }: Tried,
  state: MessageState,
  waitMs: number,
): Promise<void> {
  await writeRows(
    db,
    Prisma.sql`
    UPDATE webhook_messages
       SET state = CASE WHEN state = 'missed' AND (${state} = 'waiting' OR ${sentAgain}) THEN 'missed'
                        WHEN ${sentAgain} THEN 'waiting' ELSE ${state} END,
           tries = CASE WHEN ${sentAgain} THEN tries ELSE tries + 1 END,
           next_try_at = CASE WHEN ${sentAgain} THEN now() ELSE now() + make_interval(secs => ${waitMs / 1000}::float8) END,
           taken_until = NULL,
           earlier = CASE WHEN tried_at IS NULL THEN earlier ELSE jsonb_path_query_array(
             ${lastTry} || earlier, '$[0 to $last]', ${JSON.stringify({ last: mostTold - 2 })}::jsonb) END,
           tried_at = now(), took_ms = ${tookMs}, status = ${status}::int, error = ${problem ?? ""}, answer = ${text},
           headers = ${JSON.stringify(headers)}::jsonb, body = ${body}
     WHERE i_message = ${i_message} AND state IN ('waiting', 'missed')`,
  );
}

/** Whether somebody had the message sent again since it was taken, which it was when it was due. */
const sentAgain = Prisma.sql`coalesce(next_try_at > taken_until - make_interval(secs => ${takenForSeconds}), false)`;

/** What the row says of the try before, which another takes the place of. */
const lastTry = Prisma.sql`
  jsonb_build_object('at', tried_at, 'took_ms', took_ms, 'status', status, 'problem', nullif(error, ''), 'answer', answer)`;

/** Switches an endpoint off by itself: an entry in the history, which is an event for other endpoints, and a mail. */
async function tellOff(db: Queries, i_endpoint: number, why: "gone" | "failing"): Promise<void> {
  const off = await switchOff(db, i_endpoint, why);
  if (!off) return;
  const { i_customer, path, name, url } = off;
  const { host } = new URL(url);
  await audit(db, systemActor, {
    operation: "disableEndpoint",
    target: { i_customer, path, name },
    detail: { i_endpoint, host, why },
  });
  await queueMail(db, {
    kind: why === "gone" ? "webhook_gone" : "webhook_failing",
    to: { i_customer },
    path: `/api/webhooks/${i_endpoint}`,
    values: { host },
  });
}
