import { eventExamples } from "@/attributes/event-examples";
import { eventWords } from "@/attributes/event-words";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { readId } from "../input/read-id";
import { oneOf, readFilter } from "../input/read-parameter";
import { audit } from "../operation/audit";
import { operation } from "../operation/operation";
import { demandOn, entryOf, findEndpoint, manageOne } from "./endpoint";

/**
 * Sends an endpoint a message that nothing has happened for, as it would look: of any event, `webhook.example` where none is named.
 * Its data has `"example": true`. @throws Refusal 400 · 403 level · 404 · 409 the endpoint is off
 */
export const sendExample = operation({
  name: "sendExample",
  needs: manageOne,
  effect: "writes",
  input: (raw) => ({
    i_endpoint: readId(raw, "i_endpoint"),
    event: readFilter(raw, "event", oneOf(eventWords)) ?? ("webhook.example" as const),
  }),
  async run({ db, actor, scope, target, check, input: { event } }): Promise<{ i_message: string }> {
    const endpoint = await findEndpoint(db, target.id);
    await check(() => demandOn(endpoint));
    const { i_endpoint } = endpoint;
    const { i_customer, path, name } = scope;
    const facts = JSON.stringify(eventExamples[event]);
    const [row] = await readRows<{ i_message: string }>(
      db,
      Prisma.sql`
      WITH made AS (
        INSERT INTO webhook_events (word, i_customer, path, name, facts, example, handed_out)
        VALUES (${event}, ${i_customer}, ${path}, ${name}, ${facts}::jsonb, true, true) RETURNING i_event)
      INSERT INTO webhook_messages (i_event, i_endpoint) SELECT i_event, ${i_endpoint} FROM made
      RETURNING i_message::text`,
    );
    if (!row) throw new Error("an insert returns its row");
    const detail = { ...entryOf(endpoint), event };
    await audit(db, actor, { operation: "sendExample", target: scope, detail });
    return row;
  },
});
