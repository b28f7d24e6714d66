import { readFileSync } from "node:fs";
import Ajv, { type ValidateFunction } from "ajv/dist/2020";
import { fixedHeaders } from "@/server/doors/front/security-headers";

export type Json = Readonly<Record<string, unknown>>;

/** A parameter of an operation, as the file describes it. */
export type Described = {
  readonly name: string;
  readonly in: string;
  readonly schema: Json;
  /** it is written as JSON, even in a query */
  readonly isJson: boolean;
};

/** A method of a path, as the file describes it. */
export type Operation = {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly parameters: readonly Described[];
  /** of its body; null: it has none */
  readonly body: Json | null;
  /** of its body; undefined: there is none */
  readonly example: unknown;
  readonly responses: Json;
  /** where its responses are, as a pointer */
  readonly at: string;
};

const file: Json = JSON.parse(readFileSync("docs/openapi.json", "utf8"));
const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addSchema(file, "file");

/** All that the file describes. */
export const operations: readonly Operation[] = Object.entries(objectOf(file.paths)).flatMap(([path, item]) =>
  Object.entries(objectOf(item)).map(([method, said]) => operationOf(path, method, objectOf(said))),
);

function operationOf(path: string, method: string, said: Json): Operation {
  const parameters = Array.isArray(said.parameters) ? said.parameters : [];
  const taken =
    said.requestBody === undefined
      ? null
      : objectOf(contentOf(objectOf(said.requestBody))["application/json"]);
  return {
    method: method.toUpperCase(),
    path,
    id: String(said.operationId),
    parameters: parameters.map((one) => described(resolved(objectOf(one)))),
    body: taken && objectOf(taken.schema),
    example: taken?.example,
    responses: objectOf(said.responses),
    at: `file#/paths/${pointerOf(path)}/${method}/responses`,
  };
}

function described(said: Json): Described {
  const json = contentOf(said)["application/json"];
  const schema = objectOf(json === undefined ? said.schema : objectOf(json).schema);
  return { name: String(said.name), in: String(said.in), schema, isJson: json !== undefined };
}

/** What a reference within the file stands for. */
export function resolved(one: Json): Json {
  if (typeof one.$ref !== "string") return one;
  return one.$ref
    .slice(2)
    .split("/")
    .reduce<Json>((at, name) => objectOf(at[name]), file);
}

export function contentOf(of: Json): Json {
  return of.content === undefined ? {} : objectOf(of.content);
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function objectOf(value: unknown): Json {
  if (!isObject(value)) throw new Error("it is no object");
  return value;
}

const validators = new Map<string, ValidateFunction>();

/** What HTTP itself, and the server whatever is asked of it, says of an answer. */
const ofHttp = [
  "cache-control",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "date",
  "keep-alive",
  "transfer-encoding",
  "content-security-policy",
  ...Object.keys(fixedHeaders(true)),
];

/** The headers that an answer can have by the file. */
export function headersOf({ responses }: Operation, status: number): string[] {
  const { headers = {} } = resolved(objectOf(responses[status in responses ? status : "default"]));
  return Object.keys(objectOf(headers));
}

/** What speaks against the headers of an answer by the file; null: nothing does. */
export function faultOfHeaders(
  operation: Operation,
  status: number,
  headers: Readonly<Record<string, string>>,
): string | null {
  const { responses } = operation;
  const said = resolved(objectOf(responses[status in responses ? status : "default"]));
  const described = new Map(
    Object.entries(said.headers === undefined ? {} : objectOf(said.headers)).map(([name, one]) => [
      name.toLowerCase(),
      resolved(objectOf(one)),
    ]),
  );
  for (const [name, value] of Object.entries(headers)) {
    const one = described.get(name);
    if (!one && !ofHttp.includes(name)) return `the header ${name}: ${value} is not described for ${status}`;
    const fault = one && faultIn(objectOf(one.schema), value);
    if (fault) return `the header ${name}: ${value} ${fault}`;
  }
  const isWanting = ([name, { required }]: readonly [string, Json]) =>
    required === true && !(name in headers);
  const wanting = [...described].find(isWanting);
  return wanting ? `the header ${wanting[0]} is missing for ${status}` : null;
}

/** What speaks against an answer by the file; null: nothing does. */
export function faultOf(operation: Operation, status: number, type: string, text: string): string | null {
  const isKnown = String(status) in operation.responses;
  if (!isKnown && status < 400) return `status ${status} is not described`;
  const name = isKnown ? String(status) : "default";
  const said = objectOf(operation.responses[name]);
  const content = contentOf(resolved(said));
  if (Object.keys(content).length === 0) return text === "" ? null : "a body where none is described";
  const media = type.split(";")[0] ?? "";
  if (!(media in content)) return `content type ${type} is not described for ${status}`;
  if (!/[/+]json$/.test(media)) return null;
  const at = typeof said.$ref === "string" ? `file${said.$ref}` : `${operation.at}/${name}`;
  return against(`${at}/content/${pointerOf(media)}/schema`, text);
}

/** What speaks against a text as a problem; null: nothing does. */
export function faultOfProblem(type: string, text: string): string | null {
  if (type !== "application/problem+json") return `content type ${type}`;
  return against("file#/components/schemas/Problem", text);
}

/** What speaks against a value by a schema of the file, which may refer to its components; null: nothing does. */
export function faultIn(schema: Json, value: unknown): string | null {
  const { $ref: at, ...rest } = schema;
  const validate = ajv.compile(typeof at === "string" ? { $ref: `file${at}` } : within(rest));
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

/** What the file says of a problem: its schema and an example. */
export function problemOfFile(): { readonly schema: Json; readonly example: unknown } {
  const problem = resolved({ $ref: "#/components/responses/problem" });
  const { schema, example } = objectOf(contentOf(problem)["application/problem+json"]);
  return { schema: objectOf(schema), example };
}

/** What the file says of an event's message: its schema and an example. */
export function messagesOf(word: string): { readonly schema: Json; readonly example: unknown } {
  const { requestBody } = objectOf(objectOf(objectOf(file.webhooks)[word]).post);
  const { schema, example } = objectOf(contentOf(objectOf(requestBody))["application/json"]);
  return { schema: objectOf(schema), example };
}

/** A schema that takes no member that it does not describe, where clients would ignore it. */
export function closed(schema: Json): Json {
  const inner = resolved(schema);
  const properties = isObject(inner.properties) ? inner.properties : null;
  return {
    ...inner,
    ...(isObject(inner.items) ? { items: closed(inner.items) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, one]) => [name, closed(objectOf(one))]),
          ),
          additionalProperties: false,
        }
      : {}),
  };
}

/** A schema whose references lead into the file. */
function within(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"file#'));
}

function against(pointer: string, text: string): string | null {
  const validate = validators.get(pointer) ?? ajv.compile({ $ref: pointer });
  validators.set(pointer, validate);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "no JSON";
  }
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

function pointerOf(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}
