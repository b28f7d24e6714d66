import { answerShapeOf } from "../rest/answer-shape";
import { type Route, statusOf } from "../rest/routes/route";
import { capital } from "./capital";
import { exampleOfAnswer } from "./examples/example-of-answer";
import { headersOfProblem, headersOfSuccess, headersOfUnchanged, plainHeaders } from "./headers";
import { inJson } from "./in-json";
import { operationIdOf } from "./operation-id";
import type { Schema } from "./schema-of-kind";
import { propertiesOf, schemaOfShape } from "./schema-of-shape";
import { reference } from "./shared-parts";

/** Every refusal. Source: RFC 9457 */
export const problem = {
  description: "Refused, or not possible now.",
  headers: headersOfProblem,
  content: {
    "application/problem+json": {
      schema: reference("schemas", "Problem"),
      example: {
        type: "/api/v1/problems/above_zero",
        title: "Bad Request",
        status: 400,
        detail: "Parameter amount must be greater than 0",
        code: 400,
        key: "above_zero",
        attribute: "amount",
        reference: "ABCD-2345",
      },
    },
  },
};

/** Describes what a route answers. @param schemas learns the components that it needs */
export function responsesOf(route: Route, schemas: Map<string, Schema>): Schema {
  return {
    [String(statusOf(route))]: successOf(route, schemas),
    ...dryAnswer(route),
    ...(route.method === "GET" && route.tagged
      ? {
          "304": { description: "The entity tag of If-None-Match still holds.", headers: headersOfUnchanged },
        }
      : {}),
    default: reference("responses", "problem"),
  };
}

function successOf(route: Route, schemas: Map<string, Schema>): Schema {
  const answer = answerShapeOf(route);
  const headers = headersOfSuccess(route);
  if (!answer) return { description: "Done.", headers };
  const { there, call, shape, beside } = answer;
  const name = `${capital(operationIdOf(there))}Output`;
  schemas.set(name, schemaOfShape(shape, "out"));
  const example = exampleOfAnswer(route);
  if (there.list) {
    const page = {
      type: "object",
      properties: {
        data: { type: "array", items: reference("schemas", name) },
        next: { type: ["string", "null"], description: "`after` of the next page; null: this is the last" },
        ...propertiesOf(beside, "out"),
      },
      required: ["data", "next"],
    };
    const described = answerOf("A page of the list; or all of it, as one asks in Accept.", page, example);
    return { ...described, headers, content: { ...described.content, ...exportedAs } };
  }
  const one = answerOf(inJson(call.meaning), reference("schemas", name), example);
  const file = there.receipt ? { "application/pdf": { schema: { type: "string", format: "binary" } } } : {};
  return {
    description: one.description,
    headers,
    content: { ...one.content, ...file },
  };
}

const exportedAs = {
  "application/x-ndjson": { schema: { type: "string" } },
  "text/csv": { schema: { type: "string" } },
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
    schema: { type: "string", format: "binary" },
  },
};

function answerOf(description: string, schema: Schema, example: unknown) {
  return { description, content: { "application/json": { schema, example } } };
}

/** A dry run of what makes something is answered with 200, too. */
function dryAnswer(route: Route): Schema {
  if (route.method === "GET" || statusOf(route) === 200) return {};
  const schema = { type: "object", properties: { dry_run: { const: true } }, required: ["dry_run"] };
  const dry = answerOf("With dry_run=1: what it would lead to. Nothing happened.", schema, { dry_run: true });
  return { "200": { ...dry, headers: plainHeaders } };
}
