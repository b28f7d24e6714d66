import { eventWords } from "@/attributes/event-words";
import type { Schema } from "./schema-of-kind";

/** The messages that endpoints get, by event. Source: OpenAPI 3.1; Standard Webhooks 1.0.0 */
export function webhooksDescribed(): Schema {
  return Object.fromEntries(
    eventWords.map((word) => [
      word,
      {
        post: {
          operationId: `on_${word.replaceAll(".", "_")}`,
          summary: `An event: ${word}.`,
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
                    data: { $ref: "#/components/schemas/EventData" },
                  },
                  required: ["type", "timestamp", "data"],
                },
              },
            },
          },
          responses: {
            "2XX": { description: "Taken. Anything else is tried again for three days." },
            "410": { description: "The endpoint is switched off." },
          },
        },
      },
    ]),
  );
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

/** What messages hold: an entry of the history as the endpoint's customer reads it, and what belongs to the event. */
export const eventData = {
  type: "object",
  properties: {
    i_event: { type: "string" },
    i_audit: { type: "string" },
    i_customer: { type: "integer" },
    name: { type: "string" },
    operation: { type: "string" },
    door: { type: "string" },
    by: {
      type: "object",
      properties: {
        name: { type: "string" },
        login: { type: ["string", "null"] },
        address: { type: ["string", "null"] },
      },
    },
    changes: {
      type: "array",
      items: { type: "object", properties: { attribute: { type: "string" }, before: {}, after: {} } },
    },
    example: { type: "boolean" },
  },
  required: ["i_event", "i_customer"],
};
