import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGzip, gzip } from "node:zlib";
import { takesGzip } from "../../ground/network/takes-gzip";
import { responseHead, responseTail } from "./codec/write";
import type { Answer } from "./perform";

const headers = { "content-type": "text/xml; charset=utf-8", "cache-control": "no-store" };

/** A smaller answer is not worth packing. */
const leastPacked = 1_024;

/** Sends the outcome of a call; streams a list of any length, no faster than the reader takes it. */
export async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): Promise<void> {
  if ("value" in answer)
    return await sendDocument(
      request,
      response,
      `${responseHead}${answer.value}${responseTail}`,
      answer.references,
    );
  const source = Readable.from(documentOf(answer), { objectMode: false, highWaterMark: 65_536 });
  if (takesGzip(request)) {
    response.writeHead(200, { ...headers, "content-encoding": "gzip", vary: "accept-encoding" });
    await pipeline(source, createGzip({ level: 1 }), response);
  } else {
    response.writeHead(200, headers);
    await pipeline(source, response);
  }
}

/** The most in one header; the rest of a multicall's references are in the last calls. */
const mostReferences = 100;

/**
 * Sends a whole document.
 * @param references under which we recorded its refusals
 */
export async function sendDocument(
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
  references: readonly string[] = [],
): Promise<void> {
  const length = Buffer.byteLength(text, "utf8");
  const isPacked = length >= leastPacked && takesGzip(request);
  // head and text leave in one piece
  const body = isPacked ? await promisify(gzip)(text, { level: 1 }) : text;
  response.writeHead(200, {
    ...headers,
    ...(isPacked ? { "content-encoding": "gzip", vary: "accept-encoding" } : {}),
    ...(references.length > 0 ? { "x-reference": references.slice(0, mostReferences).join(", ") } : {}),
    "content-length": isPacked ? body.length : length,
  });
  response.end(body, "utf8");
}

async function* documentOf({ before, batches, after }: Exclude<Answer, { value: string }>) {
  yield `${responseHead}${before}`;
  for await (const batch of batches) if (batch !== "") yield batch;
  yield `${after}${responseTail}`;
}
