import { type Act, accessLevels, mayAct } from "../../actor/access-levels";
import { isByRelation } from "../../operation/needs";
import { operationNamed } from "../../operation/registry";
import type { Parameter } from "../calls/call";
import { callOf } from "../rest/perform";
import { isInQuery, ownParameters, pathNames, takesScope } from "../rest/read-asked";
import { namesIn, type Route } from "../rest/routes/route";
import { routes } from "../rest/routes/routes";
import { batchOperation } from "./batch-operation";
import { capital } from "./capital";
import { exampleOfBody } from "./examples/example-of-body";
import { sharedHeaders } from "./headers";
import { explained, inJson } from "./in-json";
import { operationIdOf } from "./operation-id";
import { pathParameter } from "./path-parameter";
import { problem, responsesOf } from "./responses";
import { type Schema, schemaOfKind } from "./schema-of-kind";
import { schemaOfShape } from "./schema-of-shape";
import { problemSchema, reference, sharedParameters } from "./shared-parts";
import { eventSchemas, webhooksDescribed } from "./webhooks";

/** The version of the interface; within 1 there are only additions. */
const version = "1.0.0";

/**
 * Describes REST for programs: every route, from the same tables that the door reads. Order and text are stable, so that
 * differences read well. Source: OpenAPI 3.1; rest, 'OpenAPI and its page'
 */
export function openApiDocument(): Schema {
  const schemas = new Map<string, Schema>();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const item = paths[route.path] ?? {};
    item[route.method.toLowerCase()] = operationOf(route, schemas);
    paths[route.path] = item;
  }
  paths["/batch"] = { post: batchOperation() };
  return {
    openapi: "3.1.0",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "Trellis",
      version,
      summary: "Customers of a telephony operator, at any depth, and all that one manages of them.",
      description:
        "Money is decimal text, moments are RFC 3339 in UTC. Within version 1 there are only additions: ignore what you do not know.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/api/v1" }],
    security: [{ bearer: [] }, { basic: [] }],
    paths,
    webhooks: webhooksDescribed(),
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "A key, made in the portal." },
        basic: { type: "http", scheme: "basic", description: "The same key as user name, and any password." },
      },
      parameters: sharedParameters,
      headers: sharedHeaders,
      responses: { problem },
      schemas: {
        ...Object.fromEntries([...schemas].sort(byName)),
        Problem: problemSchema,
        ...eventSchemas(),
      },
    },
  };
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function operationOf(route: Route, schemas: Map<string, Schema>): Schema {
  const call = callOf(route);
  const [own, names] = [ownParameters(call, route), pathNames(route)];
  const id = operationIdOf(route);
  const inQuery = isInQuery(route);
  const body = inQuery || own.length === 0 ? null : structOf(own, route);
  if (body) schemas.set(`${capital(id)}Input`, body);
  const example = exampleOfBody(route);
  return {
    operationId: id,
    summary: inJson(call.meaning),
    tags: [route.area ?? "any key"],
    parameters: [
      ...namesIn(route.path).map((word, index) => pathParameter(word, names[index] ?? word, route)),
      ...(inQuery ? own.map(queryParameter) : []),
      ...(route.list ? [reference("parameters", "limit"), reference("parameters", "after")] : []),
      reference("parameters", route.method === "GET" ? "fields" : "dry_run"),
      ...(takesScope(call) ? [reference("parameters", "customer")] : []),
      ...(route.method === "GET"
        ? route.tagged === true
          ? [reference("parameters", "if_none_match")]
          : []
        : [reference("parameters", "if_match"), reference("parameters", "idempotency_key")]),
    ],
    ...(body
      ? {
          requestBody: {
            required: own.some(({ required }) => required),
            content: {
              "application/json": {
                schema: reference("schemas", `${capital(id)}Input`),
                ...(example === undefined ? {} : { example }),
              },
            },
          },
        }
      : {}),
    responses: responsesOf(route, schemas),
    ...needsOf(route),
  };
}

function structOf(parameters: readonly Parameter[], { method }: Route): Schema {
  const required = method === "PATCH" ? [] : parameters.filter((one) => one.required).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(parameters.map((one) => [one.name, schemaOf(one)])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function schemaOf({ type, kind, meaning }: Parameter): Schema {
  return {
    ...(kind ? schemaOfKind(kind) : schemaOfShape(type, "in")),
    description: explained(meaning, kind),
  };
}

function queryParameter(parameter: Parameter): Schema {
  const { description, ...schema } = schemaOf(parameter);
  const about = { name: parameter.name, in: "query", required: parameter.required, description };
  if (schema.type === "object") return { ...about, content: { "application/json": { schema } } };
  return {
    ...about,
    schema,
    ...(schema.type === "array" ? { style: "form", explode: false } : {}),
  };
}

/** What a caller needs, as data. */
function needsOf({ call, area, method, reach }: Route): Schema {
  const reached = area === null ? null : { area, reach: reach ?? (method === "GET" ? "read" : "write") };
  const found = operationNamed(call);
  // what puts several operations together needs what they need
  if (!found) return { "x-area": reached, "x-right": null, "x-levels": null };
  const { right, acts } = found.definition.needs;
  const isPlain = Array.isArray(acts);
  return {
    "x-area": reached,
    "x-right":
      right === null
        ? null
        : "of" in right
          ? right.some.map((one) => one.right)
          : isByRelation(right)
            ? { ...right }
            : right,
    "x-levels": isPlain ? accessLevels.filter((level) => acts.every((act: Act) => mayAct(level, act))) : null,
  };
}
