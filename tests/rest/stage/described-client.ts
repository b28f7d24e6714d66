import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020";

/** What a program wants to be so, by the names that the description has: in the path, the query, a header or the body. */
export type Wishes = Readonly<Record<string, unknown>>;

export type Described = {
  /** Calls an operation. @returns its answer, as the description has it @throws Problem */
  readonly call: (operationId: string, wishes?: Wishes) => Promise<Answer>;
  /** Reads a list, page by page. */
  readonly listAll: (operationId: string, wishes?: Wishes) => Promise<Answer[]>;
};

export type Answer = Readonly<Record<string, unknown>>;

/** What was refused. Source: RFC 9457 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly told: Answer,
  ) {
    super(`${status}: ${String(told.detail)}`);
  }
}

/** What of JSON leads further; what does not is turned into what it is where it is read. */
type Json = { readonly [name: string]: Json };
type Place = { readonly path: string; readonly method: string; readonly operation: Json };

/**
 * A program that knows nothing of the service but its description: where an operation is, what it takes, and what it answers,
 * which it holds every answer to.
 */
export function describedBy(file: string, origin: string, key: string): Described {
  const document: Json = JSON.parse(readFileSync(file, "utf8"));
  const places = placesIn(document);
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema(document, "description");
  const root = `${origin}${server(document)}`;

  async function call(operationId: string, wishes: Wishes = {}): Promise<Answer> {
    const place = places.get(operationId);
    if (!place) throw new Error(`the description has no ${operationId}`);
    const { address, headers, body } = requestFor(document, place, wishes);
    const response = await fetch(`${root}${address}`, {
      method: place.method.toUpperCase(),
      headers: { authorization: `Bearer ${key}`, ...headers },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    holdTo(place, response, text);
    const answer: Answer = text === "" ? {} : JSON.parse(text);
    if (!response.ok) throw new Problem(response.status, answer);
    return answer;
  }

  /** @throws where the answer is none that the description has */
  function holdTo({ path, method, operation }: Place, response: Response, text: string): void {
    const status = String(response.status);
    const responses = operation.responses ?? {};
    const said = status in responses ? status : "default";
    if (response.ok && said === "default") throw new Error(`${method} ${path}: ${status} is not described`);
    const described = resolved(document, responses[said] ?? {});
    const type = response.headers.get("content-type")?.split(";")[0] ?? "";
    if (described.content === undefined) {
      if (text !== "") throw new Error(`${method} ${path}: ${status} has a body`);
      return;
    }
    if (!(type in described.content)) throw new Error(`${method} ${path}: ${type} is not described`);
    const reference = pointerOf(responses[said], ["paths", path, method, "responses", said]);
    const validate = ajv.compile({ $ref: `description#${reference}/content/${escaped(type)}/schema` });
    if (!validate(JSON.parse(text)))
      throw new Error(`${method} ${path}: ${text} is not as described: ${ajv.errorsText(validate.errors)}`);
  }

  return {
    call,
    async listAll(operationId, wishes = {}) {
      const all: Answer[] = [];
      let after: unknown;
      do {
        const page = await call(operationId, { ...wishes, ...(after === undefined ? {} : { after }) });
        // the description says so, and the answer was held to it
        all.push(...(page.data as Answer[]));
        after = page.next;
      } while (after !== null);
      return all;
    },
  };
}

function server({ servers }: Json): string {
  return String(servers?.[0]?.url);
}

function placesIn({ paths = {} }: Json): Map<string, Place> {
  return new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(
        ([method, operation]) => [String(operation.operationId), { path, method, operation }] as const,
      ),
    ),
  );
}

/** Puts each wish where the description wants it, and fills in what it requires besides. @throws where a wish has no place */
function requestFor(document: Json, { path, operation }: Place, wishes: Wishes) {
  const left = new Map(Object.entries(wishes));
  const take = (name: string, schema: Json, required: boolean): unknown => {
    const wished = left.get(name);
    const isWished = left.delete(name);
    return isWished ? wished : required ? filled(name, schema) : undefined;
  };
  let filledPath = path;
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  for (const one of Object.values(operation.parameters ?? {})) {
    const { name, in: where, schema = {}, required } = resolved(document, one);
    const value = take(String(name), schema, Boolean(required));
    if (value === undefined) continue;
    if (String(where) === "path") filledPath = filledPath.replace(`{${name}}`, String(value));
    else if (String(where) === "query") query.set(String(name), String(value));
    else headers[String(name)] = String(value);
  }
  const content = operation.requestBody?.content?.["application/json"];
  let body: Record<string, unknown> | null = null;
  if (content) {
    const { properties = {}, required = {} } = resolved(document, content.schema ?? {});
    const needed = Object.values(required).map(String);
    body = {};
    for (const [name, schema] of Object.entries(properties)) {
      const value = take(name, schema, needed.includes(name));
      if (value !== undefined) body[name] = value;
    }
    headers["content-type"] = "application/json";
  }
  if (left.size > 0) throw new Error(`${path} takes no ${[...left.keys()].join(", ")}`);
  return { address: `${filledPath}${query.size > 0 ? `?${query}` : ""}`, headers, body };
}

/** A value that a schema allows, of what nobody wished for. */
function filled(name: string, schema: Json): unknown {
  const types = [schema.type].flat().map(String);
  if (types.includes("null")) return null;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (types.includes("integer")) return Number(schema.minimum ?? 0);
  if (types.includes("boolean")) return false;
  throw new Error(`${name} is required, and nobody said what it is to be`);
}

function resolved(document: Json, value: Json): Json {
  if (value.$ref === undefined) return value;
  return String(value.$ref)
    .split("/")
    .slice(1)
    .reduce((within: Json, name) => within[name] ?? {}, document);
}

/** Where something stands in the description, as a pointer. Source: RFC 6901 */
function pointerOf(value: Json | undefined, place: readonly string[]): string {
  if (value?.$ref !== undefined) return String(value.$ref).slice(1);
  return `/${place.map(escaped).join("/")}`;
}

function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}
