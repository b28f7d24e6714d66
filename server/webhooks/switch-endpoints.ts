import { Prisma } from "../database/generated/client";
import { writeRows } from "../database/rows";
import { switchOff } from "../events/off-endpoint";
import { readId } from "../input/read-id";
import { audit } from "../operation/audit";
import { operation } from "../operation/operation";
import { demandOn, entryOf, holdEndpoint, manageOne } from "./endpoint";

/** Switches an endpoint off: it misses what happens, which is kept for 30 days. @throws Refusal 403 level · 404 · 409 it is off */
export const disableEndpoint = operation({
  name: "disableEndpoint",
  needs: manageOne,
  effect: "writes",
  input: (raw) => ({ i_endpoint: readId(raw, "i_endpoint") }),
  async run({ db, actor, scope, target, check }) {
    const endpoint = await holdEndpoint(db, target.id);
    await check(() => demandOn(endpoint));
    await switchOff(db, endpoint.i_endpoint, "person");
    const detail = { ...entryOf(endpoint), why: "person" };
    await audit(db, actor, { operation: "disableEndpoint", target: scope, detail });
    return {};
  },
});

/**
 * Switches an endpoint on again. With `replay` it gets what it missed, and what was given up while nothing got through; else that
 * stays in its log. One that is on stays so. @throws Refusal 403 level · 404
 */
export const enableEndpoint = operation({
  name: "enableEndpoint",
  needs: manageOne,
  effect: "writes",
  input: (raw) => ({
    i_endpoint: readId(raw, "i_endpoint"),
    replay: raw.replay === true || raw.replay === 1 || raw.replay === "1",
  }),
  async run({ db, actor, scope, target, input: { replay } }): Promise<{ replayed: number }> {
    const endpoint = await holdEndpoint(db, target.id);
    const { i_endpoint, failing_since } = endpoint;
    await writeRows(
      db,
      Prisma.sql`
      UPDATE webhook_endpoints SET state = 'on', why = '', off_at = NULL, failing_since = NULL, failed = 0,
             version = version + (state <> 'on')::int
       WHERE i_endpoint = ${i_endpoint}`,
    );
    // what has been on its way since before goes on, and is one of those that may be
    const onTheirWay = await writeRows(
      db,
      Prisma.sql`
      UPDATE webhook_messages SET state = 'waiting'
       WHERE i_endpoint = ${i_endpoint} AND state = 'missed' AND taken_until > now()`,
    );
    const missed = replay
      ? await writeRows(
          db,
          Prisma.sql`
          UPDATE webhook_messages m SET state = 'waiting', tries = 0, next_try_at = now()
           WHERE m.i_endpoint = ${i_endpoint}
             AND (m.state = 'missed' OR (m.state = 'failed' AND m.tried_at >= ${failing_since}::timestamptz))`,
        )
      : 0;
    const replayed = replay ? onTheirWay + missed : 0;
    const detail = { ...entryOf(endpoint), replayed };
    await audit(db, actor, { operation: "enableEndpoint", target: scope, detail });
    return { replayed };
  },
});
