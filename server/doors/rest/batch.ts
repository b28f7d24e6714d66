import { z } from "zod";
import type { Actor } from "../../actor/actor";
import { malformed } from "../http/malformed";
import { enter, spendCall } from "./limits";
import type { Answer } from "./perform";
import { bare, type Problem } from "./problem";
import { failureOf, foundAt, type RestRequest, respond } from "./respond";

/** How many requests a batch has at most. Source: rest, 'Batch' */
const mostRequests = 100;

const oneRequest = z.strictObject({
  id: z.string().max(128).optional(),
  method: z.enum(["GET", "POST", "PATCH", "PUT", "DELETE"]),
  path: z.string().max(8_192).startsWith("/"),
  headers: z.record(z.string().max(100), z.string().max(1_024)).optional(),
  body: z.record(z.string(), z.unknown()).optional(),
});

/** How many characters of JSON the answers of a batch have before no further request is done: all are held until its end. */
const mostText = 8 * 1024 * 1024;

/** The body of a batch. */
export const batchBody = z.strictObject({
  requests: z.array(oneRequest).min(1).max(mostRequests),
  stop_on_error: z.boolean().optional(),
});

/** What an answer within a batch is. */
type Within = {
  readonly id: string | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/** The headers that a request within a batch may have; who calls, and for what they ask, the batch's say. */
const ownHeaders = ["trellis-customer", "idempotency-key", "if-match", "if-none-match", "accept-language"];

/**
 * Does one request after the other, each a call of its own: its transaction, limits, key and answer. Not atomic. Once the
 * answers are too long together, the requests that are left are not done.
 * @param admit finds out who calls
 * @throws Refusal 400 it is no batch
 */
export async function respondToAll(
  admit: () => Promise<Actor>,
  headers: RestRequest["headers"],
  readBody: () => Promise<unknown>,
): Promise<Answer> {
  const actor = await admit();
  const misplaced = ownHeaders.find((name) => headers[name] !== undefined && name !== "accept-language");
  if (misplaced !== undefined)
    throw malformed(`has the header ${misplaced}, which belongs into its requests`);
  spendCall(actor, false);
  const leave = enter(actor, "calls");
  try {
    return await respondInTurn(admit, await readBody());
  } finally {
    leave();
  }
}

async function respondInTurn(admit: () => Promise<Actor>, given: unknown): Promise<Answer> {
  const { requests, stop_on_error: stops = false } = readBatch(given);
  const responses: Within[] = [];
  let isStopped = false;
  let length = 0;
  for (const request of requests) {
    // not done rather than done unheard: a write whose answer is left out would be lost
    const undone: Answer | null = isStopped ? afterFailure() : length > mostText ? afterTooMuch() : null;
    const { status, headers, body = null }: Answer = undone ?? (await respondToOne(admit, request));
    responses.push({ id: request.id ?? null, status, headers, body });
    if (undone) continue;
    length += JSON.stringify(body).length;
    isStopped = stops && status >= 400;
  }
  return { status: 200, headers: {}, body: { responses } };
}

function readBatch(given: unknown): z.infer<typeof batchBody> {
  const read = batchBody.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw malformed(`is no batch: ${issue?.path.join(".") || "it"} ${issue?.message ?? "cannot be read"}`);
}

async function respondToOne(
  admit: () => Promise<Actor>,
  request: z.infer<typeof oneRequest>,
): Promise<Answer> {
  const { method, path, headers = {}, body } = request;
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  try {
    if (Object.keys(lower).length < Object.keys(headers).length) throw malformed("has a header twice");
    const unknown = Object.keys(lower).find((name) => !ownHeaders.includes(name));
    if (unknown !== undefined) throw malformed(`has the header ${unknown}, which no request of a batch has`);
    const asked: RestRequest = { method, target: path, headers: lower, body: async () => body };
    const found = foundAt(asked);
    // anew for each, as a key may have ended since
    return await respond(await admit(), found, asked);
  } catch (error) {
    return failureOf(error, lower["accept-language"]);
  }
}

/** After a request that failed, where the caller wants no more. */
function afterFailure(): Answer {
  return leftUndone(bare(424, "not_done", "An earlier request of the batch failed; this one was not done."));
}

/** After answers that are as long as those of a batch may be together. */
function afterTooMuch(): Answer {
  const said =
    "The answers before this one are 8 MiB; this request was not done. Send it in a batch of its own.";
  return leftUndone(bare(424, "batch_too_long", said));
}

function leftUndone(problem: Problem): Answer {
  return { status: 424, body: problem, headers: { "content-type": "application/problem+json" } };
}
