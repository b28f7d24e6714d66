import type { AnyKind } from "@/attributes/customer";
import { largestInt } from "@/attributes/kinds/number";
import type { Call } from "../calls/call";
import type { Shape } from "../calls/shape";
import { answerShapeOf } from "../rest/answer-shape";
import { callOf } from "../rest/perform";
import { isInQuery, ownParameters, pathNames, takesScope } from "../rest/read-asked";
import { namesIn, type Route, statusOf } from "../rest/routes/route";
import { routes } from "../rest/routes/routes";
import { exampleOfAnswer } from "./examples/example-of-answer";
import { exampleOfBody } from "./examples/example-of-body";
import { headersOfSuccess } from "./headers";
import { operationIdOf } from "./operation-id";
import { schemaOfKind } from "./schema-of-kind";

/** A route, as people read about it. */
export type Described = {
  readonly id: string;
  readonly route: Route;
  readonly call: Call;
  readonly status: number;
  /** by what the path names: its word there, and the parameter */
  readonly path: readonly (readonly [word: string, parameter: string])[];
  /** what stands in the query, or in the body */
  readonly own: Call["parameters"];
  readonly inQuery: boolean;
  readonly takesScope: boolean;
  /** what a success is answered with; null: nothing */
  readonly answer: Shape | null;
  /** the headers that a success can have */
  readonly headers: readonly string[];
  /** undefined: it takes no body */
  readonly example: unknown;
  /** of what a success is answered with; undefined: nothing */
  readonly answerExample: unknown;
};

/** All routes, in the order of the description. */
export function describedRoutes(): Described[] {
  return routes.map(describe);
}

/** The route of an operation's name in the description; undefined: there is none. */
export function describedAs(id: string): Described | undefined {
  const route = routes.find((one) => operationIdOf(one) === id);
  return route && describe(route);
}

function describe(route: Route): Described {
  const call = callOf(route);
  const names = pathNames(route);
  const id = operationIdOf(route);
  return {
    id,
    route,
    call,
    status: statusOf(route),
    path: namesIn(route.path).map((word, index) => [word, names[index] ?? word]),
    own: ownParameters(call, route),
    inQuery: isInQuery(route),
    takesScope: takesScope(call),
    answer: answerOf(route),
    headers: Object.keys(headersOfSuccess(route)),
    example: exampleOfBody(route),
    answerExample: exampleOfAnswer(route),
  };
}

/** The shape of what a success is answered with, a list's with its page. */
function answerOf(route: Route): Shape | null {
  const answer = answerShapeOf(route);
  if (!answer?.there.list) return answer?.shape ?? null;
  return { struct: { data: { list: answer.shape }, next: "string or nil", ...answer.beside } };
}

/** The type of a parameter and its bounds, in signs that every language reads. */
export function parameterWord({ type, kind }: Call["parameters"][number]): string {
  return `${jsonWord(type)}${kind ? boundsOf(kind) : ""}`;
}

function boundsOf(kind: AnyKind): string {
  if (kind.kind === "money") return kind.min.startsWith("-") ? "" : ", ≥\u00a00";
  if (kind.kind === "percent") return `, ${kind.min}–${kind.max}`;
  const { minLength, maxLength, minimum, exclusiveMinimum, maximum } = schemaOfKind(kind);
  if (maxLength !== undefined) return minLength ? `, ${minLength}–${maxLength}` : `, ≤\u00a0${maxLength}`;
  if (exclusiveMinimum !== undefined) return `, >\u00a0${exclusiveMinimum}`;
  if (minimum === undefined) return "";
  return maximum === largestInt ? `, ≥\u00a0${minimum}` : `, ${minimum}–${maximum}`;
}

/** The type of a value of JSON in a few words, as the description has them. */
export function jsonWord(shape: Shape): string {
  if (typeof shape === "string") {
    const isNullable = shape.endsWith(" or nil");
    const word = words[shape.replace(" or nil", "") as keyof typeof words];
    return isNullable ? `${word} | null` : word;
  }
  if ("words" in shape) return `${shape.words.join(" | ")}${shape.nullable ? " | null" : ""}`;
  if ("list" in shape) return `${jsonWord(shape.list)}[]${shape.nullable ? " | null" : ""}`;
  return "nullable" in shape && shape.nullable ? "object | null" : "object";
}

const words = {
  int: "integer",
  double: "number",
  money: "decimal",
  string: "string",
  boolean: "boolean",
  day: "date",
  "day or moment": "date | date-time",
  "dateTime.iso8601": "date-time",
  time: "date-time",
  any: "any",
} as const;

/** An answer in lines: one for each member, with its own members indented below it. */
export function linesOfAnswer(shape: Shape, indent = ""): string[] {
  if (typeof shape === "string" || "words" in shape || "map" in shape) return [];
  if ("list" in shape) return linesOfAnswer(shape.list, indent);
  return Object.entries(shape.struct).flatMap(([name, member]) => [
    `${indent}${name}: ${jsonWord(member)}`,
    ...linesOfAnswer(member, `${indent}  `),
  ]);
}
