import type { EventWord } from "@/attributes/event-words";
import en from "@/messages/en.json";
import { capital } from "./capital";
import { type DescribedEvent, describedEvents } from "./described-events";
import type { Schema } from "./schema-of-kind";
import { schemaOfShape } from "./schema-of-shape";
import { reference } from "./shared-parts";

/** The messages that endpoints get, by event. Source: OpenAPI 3.1; Standard Webhooks 1.0.0 */
export function webhooksDescribed(): Schema {
  return Object.fromEntries(describedEvents().map((event) => [event.word, { post: messageOf(event) }]));
}

/** What messages hold, a schema for each event. */
export function eventSchemas(): Schema {
  return Object.fromEntries(
    describedEvents().map(({ word, shape }) => [
      schemaName(word),
      {
        ...schemaOfShape(shape, "out"),
        description:
          "What its reader may not know is absent; of what would be too long there are i_event, i_audit and i_customer alone.",
        required: ["i_event", "i_customer"],
      },
    ]),
  );
}

function messageOf({ id, word, example }: DescribedEvent): Schema {
  return {
    operationId: id,
    // the words are the texts' own
    summary: `${en.webhooks[`event_${word.replace(".", "_")}` as "event_money_payment"]}: ${word}.`,
    tags: [word.slice(0, word.indexOf("."))],
    parameters: signedBy,
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: {
            type: "object",
            properties: {
              type: { const: word },
              timestamp: { type: "string", format: "date-time" },
              data: reference("schemas", schemaName(word)),
            },
            required: ["type", "timestamp", "data"],
          },
          example,
        },
      },
    },
    responses: {
      "2XX": { description: "Taken. Anything else is tried again for three days." },
      "410": { description: "The endpoint is switched off." },
    },
  };
}

/** `money.low_balance` is MoneyLowBalanceData. */
function schemaName(word: EventWord): string {
  return `${word.split(/[._]/).map(capital).join("")}Data`;
}

const header = (name: string, description: string) => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
});

const signedBy = [
  header("webhook-id", "The same on every try."),
  header("webhook-timestamp", "Seconds, of this try."),
  header(
    "webhook-signature",
    "v1, and HMAC-SHA256 over id.timestamp.body; while a secret is rotated, two, separated by a blank.",
  ),
];
