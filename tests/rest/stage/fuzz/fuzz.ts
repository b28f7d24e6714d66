import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { expect } from "vitest";
import { fc } from "../../../chance";
import { rest } from "../served-rest";
import { faultOf, faultOfHeaders, faultOfProblem, operations } from "./described";
import { requestsTo, type Sent } from "./requests";
import type { Known } from "./values";

/** An answer, and what it took in ms. */
type Reply = {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ms: number;
};

/** Nothing takes longer, in ms: a body has 20 s to come, and all of ours come at once. */
const longestMs = 20_000;

/**
 * Sends random requests to every operation of docs/openapi.json: never 500, every answer as the file describes it.
 * @param keyNow a key that is good at this moment
 * @returns how often each status came
 */
export async function fuzz(
  count: number,
  known: Known,
  keyNow: (isLost: boolean) => Promise<string>,
): Promise<ReadonlyMap<number, number>> {
  const each = Math.ceil(count / operations.length);
  const statuses = new Map<number, number>();
  const wrongs: string[] = [];
  let isLost = false;
  for (const [index, operation] of operations.entries()) {
    for (const sent of fc.sample(requestsTo(operation, known), { numRuns: each, seed: seedOf() + index })) {
      const reply = await send(sent, await keyNow(isLost));
      // some calls end the key that they are made with, and wrong ones make its address wait
      isLost = [401, 429].includes(reply.status) && sent.headers.authorization === undefined;
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
      const wrong = wrongIn(sent, reply);
      if (wrong !== null)
        wrongs.push(`${wrong}\n  ${inWords(sent)}\n  ${reply.status} ${reply.text.slice(0, 600)}`);
    }
  }
  expect(wrongs.slice(0, 12).join("\n"), `${wrongs.length} wrong answers`).toBe("");
  return statuses;
}

function seedOf(): number {
  return Number(fc.readConfigureGlobal()?.seed ?? 0);
}

function wrongIn(sent: Sent, { status, type, text, headers, ms }: Reply): string | null {
  if (ms > longestMs) return `took ${ms} ms`;
  if (status >= 500) return "fails";
  if (sent.method === "HEAD") return text === "" ? null : "HEAD with a body";
  // elsewhere there may be another operation, whose answers others look at
  if (sent.isElsewhere) return status < 400 ? null : faultOfProblem(type, text);
  return faultOf(sent.operation, status, type, text) ?? faultOfHeaders(sent.operation, status, headers);
}

function send({ method, target, headers, body }: Sent, key: string): Promise<Reply> {
  const began = performance.now();
  return new Promise((done, fail) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port: rest.port,
        method,
        path: `/api/v1${target}`,
        headers: {
          host: "localhost",
          authorization: `Bearer ${key}`,
          ...headers,
          ...(body === null ? {} : { "content-length": body.length }),
        },
      },
      (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("error", fail);
        response.on("end", () => {
          const isPacked = response.headers["content-encoding"] === "gzip";
          done({
            status: response.statusCode ?? 0,
            type: response.headers["content-type"] ?? "",
            headers: Object.fromEntries(
              Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
            ),
            text: isPacked ? gunzipSync(Buffer.concat(pieces)).toString() : Buffer.concat(pieces).toString(),
            ms: performance.now() - began,
          });
        });
      },
    );
    sent.on("error", (error) => fail(new Error(`${method} ${target}`.slice(0, 300), { cause: error })));
    sent.end(body ?? undefined);
  });
}

function inWords({ operation, method, target, headers, body }: Sent): string {
  return `${operation.id}: ${method} ${target.slice(0, 400)} ${JSON.stringify(headers)} ${body?.toString().slice(0, 600) ?? ""}`;
}
