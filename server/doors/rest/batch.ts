import { z } from "zod";
import type { Actor } from "../../actor/actor";
import { malformed } from "../http/malformed";
import { enter, spendCall } from "./limits";
import type { Answer } from "./perform";
import { bare } from "./problem";
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
 * Does one request after the other, each a call of its own: its transaction, limits, key and answer. Not atomic.
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
  for (const request of requests) {
    const answer: Answer = isStopped ? leftUndone() : await respondToOne(admit, request);
    const { status, headers, body } = answer;
    responses.push({ id: request.id ?? null, status, headers, body: body ?? null });
    isStopped ||= stops && status >= 400;
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
function leftUndone(): Answer {
  const problem = bare(424, "not_done", "An earlier request of the batch failed; this one was not done.");
  return { status: 424, body: problem, headers: { "content-type": "application/problem+json" } };
}
