import { answerShapeOf } from "../rest/answer-shape";
import { type Route, statusOf } from "../rest/routes/route";
import type { Schema } from "./schema-of-kind";
import { reference } from "./shared-parts";

/** The headers of answers, by name. Every answer has the required ones where its own facts say that it has them at all. */
export const sharedHeaders = {
  Vary: header("Each answer is its caller's own.", { required: true }),
  "RateLimit-Policy": header("How many calls a key, and its customer's keys together, make in 60 seconds.", {
    pattern: '^"[a-z-]+";q=[0-9]+;w=60(, "[a-z-]+";q=[0-9]+;w=60)*$',
    example: '"calls";q=600;w=60, "writes";q=120;w=60',
  }),
  RateLimit: header(
    "How many are left of each (r), and in how many seconds there are more again (t). To keys alone.",
    {
      pattern: '^"[a-z-]+";r=[0-9]+;t=[0-9]+(, "[a-z-]+";r=[0-9]+;t=[0-9]+)*$',
      example: '"calls";r=597;t=0, "writes";r=119;t=0',
    },
  ),
  ETag: header("In which state it is, for If-Match and If-None-Match.", {
    pattern: '^"v[0-9-]+"$',
    example: '"v2-1-0"',
  }),
  Location: header("Where it is: a GET there is answered with 200.", {
    required: true,
    pattern: "^/api/v1/",
    example: "/api/v1/customers/42",
  }),
  Link: header("The next page, where there is one. Source: RFC 8288", {
    pattern: '^</api/v1/.*>; rel="next"$',
    example: '</api/v1/customers?after=eyJ2IjoxfQ>; rel="next"',
  }),
  "Idempotency-Replayed": header(
    "The call had been done under its Idempotency-Key; this is its answer again.",
    {
      pattern: "^true$",
    },
  ),
  "X-Reference": header("What one quotes to support.", { example: "ABCD-2345" }),
  "Retry-After": header("After how many seconds the same call can go well.", {
    pattern: "^[0-9]+$",
    example: "1",
  }),
  "WWW-Authenticate": header("Of 401: how to say who one is.", { example: 'Bearer realm="API"' }),
  Allow: header("Of 405: the methods that the address has.", { example: "GET, PATCH, DELETE" }),
  "Content-Disposition": header("What a file is to be called.", {
    example: 'attachment; filename="receipt-4711.pdf"',
  }),
} as const;

type HeaderName = keyof typeof sharedHeaders;

/** On every answer. */
const always = ["Vary", "RateLimit-Policy", "RateLimit"] as const;

/** The headers of every refusal. */
export const headersOfProblem = referring([
  ...always,
  "X-Reference",
  "Retry-After",
  "WWW-Authenticate",
  "Allow",
]);

/** The headers of what no fact of a route adds to. */
export const plainHeaders = referring(always);

/** The headers of a success, by what the route is. */
export function headersOfSuccess(route: Route): Schema {
  const isMade = [201, 202].includes(statusOf(route));
  return referring([
    ...always,
    ...(answerShapeOf(route)?.there.tagged ? (["ETag"] as const) : []),
    ...(isMade ? (["Location"] as const) : []),
    ...(route.list ? (["Link"] as const) : []),
    ...(route.receipt ? (["Content-Disposition"] as const) : []),
    ...(route.method === "GET" ? [] : (["Idempotency-Replayed"] as const)),
  ]);
}

/** The headers of 304. */
export const headersOfUnchanged = referring([...always, "ETag"]);

function referring(names: readonly HeaderName[]): Schema {
  return Object.fromEntries(names.map((name) => [name, reference("headers", name)]));
}

function header(
  description: string,
  {
    required,
    pattern,
    example,
  }: { readonly required?: true; readonly pattern?: string; readonly example?: string },
) {
  return {
    description,
    ...(required ? { required } : {}),
    schema: { type: "string", ...(pattern === undefined ? {} : { pattern }) },
    ...(example === undefined ? {} : { example }),
  };
}
