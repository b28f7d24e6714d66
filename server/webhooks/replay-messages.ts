import { Prisma } from "../database/generated/client";
import { writeRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { readMoment } from "../ground/time/read-time";
import { readId } from "../input/read-id";
import { readFilter } from "../input/read-parameter";
import { audit } from "../operation/audit";
import { operation } from "../operation/operation";
import { demandOn, entryOf, holdEndpoint, manageOne } from "./endpoint";
import { findMessage, type Message, readMessageId } from "./list-messages";

/**
 * Sends messages of an endpoint again, with their ids, so that a receiver which has one knows it: one (`i_message`), or all of
 * what happened `since` a moment and did not get through, those that wait for a further try included. One that is on its way
 * goes once more when that try has ended.
 * @throws Refusal 400 neither · 403 level · 404 · 409 the endpoint is off; its customer may not read what it tells of
 */
export const replayMessages = operation({
  name: "replayMessages",
  needs: manageOne,
  effect: "writes",
  input: (raw) => {
    const since = readFilter(raw, "since", readMoment) ?? null;
    const i_message = raw.i_message === undefined || raw.i_message === null ? null : readMessageId(raw);
    if ((since === null) === (i_message === null))
      throw new Refusal(400, "Either i_message or since is required", "since", { key: "required" });
    return { i_endpoint: readId(raw, "i_endpoint"), since, i_message };
  },
  async run({ db, actor, scope, target, check, input: { since, i_message } }): Promise<{ replayed: number }> {
    const endpoint = await holdEndpoint(db, target.id);
    const { i_endpoint } = endpoint;
    const message = i_message === null ? null : await findMessage(db, i_endpoint, i_message);
    await check(
      () => demandOn(endpoint),
      () => demandReadable(message),
    );
    const which =
      i_message === null
        ? Prisma.sql`(m.state IN ('failed', 'missed') OR m.state = 'waiting' AND m.tries > 0) AND EXISTS (
            SELECT FROM webhook_events v WHERE v.i_event = m.i_event AND v.at >= ${since}::timestamptz)`
        : Prisma.sql`m.i_message = ${i_message}::bigint`;
    const replayed = await writeRows(
      db,
      Prisma.sql`
      UPDATE webhook_messages m SET state = 'waiting', tries = 0, next_try_at = now()
       WHERE m.i_endpoint = ${i_endpoint} AND ${which}`,
    );
    const detail = { ...entryOf(endpoint), replayed };
    await audit(db, actor, { operation: "replayMessages", target: scope, detail });
    return { replayed };
  },
});

/** @throws Refusal 409 it would be withheld again */
function demandReadable(message: Message | null): void {
  if (message?.state !== "withheld") return;
  throw new Refusal(409, "The webhook's customer may not read what the message tells of", "i_message", {
    key: "message_withheld",
  });
}
