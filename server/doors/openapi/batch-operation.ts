import { z } from "zod";
import { batchBody } from "../rest/batch";
import { plainHeaders } from "./headers";
import type { Schema } from "./schema-of-kind";
import { reference } from "./shared-parts";

/** What a batch is sent with, as an example. */
const sent = {
  requests: [
    { id: "move", method: "PATCH", path: "/customers/42", body: { city: "Riga" } },
    { id: "look", method: "GET", path: "/customers/42?fields=name,city" },
  ],
  stop_on_error: true,
};

const answered = {
  responses: [
    { id: "move", status: 200, headers: { etag: '"v2-1-0"' }, body: { i_customer: 42, city: "Riga" } },
    { id: "look", status: 200, headers: {}, body: { i_customer: 42, name: "Nordic Calls", city: "Riga" } },
  ],
};

const answer = {
  type: "object",
  properties: {
    responses: {
      type: "array",
      items: {
        type: "object",
        properties: {
          id: { type: ["string", "null"] },
          status: { type: "integer" },
          headers: { type: "object", additionalProperties: { type: "string" } },
          body: {},
        },
        required: ["id", "status", "headers", "body"],
      },
    },
  },
  required: ["responses"],
};

/** Describes the call that does several others. */
export function batchOperation(): Schema {
  const schema = z.toJSONSchema(batchBody, { target: "draft-2020-12" });
  return {
    operationId: "batch",
    summary: "Does up to 100 requests one after the other, each a call of its own. It is not atomic.",
    tags: ["any key"],
    requestBody: { required: true, content: { "application/json": { schema, example: sent } } },
    responses: {
      "200": {
        description: "An answer for each.",
        headers: plainHeaders,
        content: { "application/json": { schema: answer, example: answered } },
      },
      default: reference("responses", "problem"),
    },
    "x-area": null,
  };
}
