import { database } from "../../database/client";

/** For so many days events and messages are kept, and can be sent again. */
const keptDays = 30;
const mostAtOnce = 10_000;

/** Forgets events of long ago with their messages, and former secrets that sign no more. @returns how many events */
export async function sweepWebhooks(): Promise<number> {
  await database().$executeRaw`
    UPDATE webhook_endpoints SET former_secret = NULL, former_until = NULL WHERE former_until <= now()`;
  return await database().$executeRaw`
    DELETE FROM webhook_events WHERE i_event IN (
      SELECT i_event FROM webhook_events WHERE at < now() - make_interval(days => ${keptDays}::int)
       ORDER BY at LIMIT ${mostAtOnce})`;
}
