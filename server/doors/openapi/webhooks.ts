import { eventExamples } from "@/attributes/event-examples";
import { type EventWord, eventWords } from "@/attributes/event-words";
import en from "@/messages/en.json";
import { capital } from "./capital";
import { shapeOfEvent } from "./event-shapes";
import type { Schema } from "./schema-of-kind";
import { schemaOfShape } from "./schema-of-shape";
import { reference } from "./shared-parts";

/** The messages that endpoints get, by event. Source: OpenAPI 3.1; Standard Webhooks 1.0.0 */
export function webhooksDescribed(): Schema {
  return Object.fromEntries(eventWords.map((word) => [word, { post: messageOf(word) }]));
}

/** What messages hold, a schema for each event. */
export function eventSchemas(): Schema {
  return Object.fromEntries(
    eventWords.map((word) => [
      schemaName(word),
      {
        ...schemaOfShape(shapeOfEvent(word), "out"),
        description:
          "What its reader may not know is absent; of what would be too long there are i_event, i_audit and i_customer alone.",
        required: ["i_event", "i_customer"],
      },
    ]),
  );
}

function messageOf(word: EventWord): Schema {
  return {
    operationId: `on_${word.replaceAll(".", "_")}`,
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
          example: {
            type: word,
            timestamp: "2026-11-30T12:00:00.000Z",
            data: { i_event: "81023", i_customer: 42, name: "Example Ltd", ...eventExamples[word] },
          },
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
