import type { IncomingMessage, ServerResponse } from "node:http";
import { constants, gzipSync } from "node:zlib";
import { takesGzip } from "../../ground/network/takes-gzip";

/** How long an answer that has begun may take before we send what there is, in ms. Files have a length and come whole. */
const patienceMs = 100;

/** How much of an answer we hold at most, in bytes; what is larger streams. */
const mostHeld = 4 * 1024 * 1024;

/** What is worth compressing: the texts that Next sends. Downloads and pictures stream as they are. */
const texts =
  /^(?:text\/(?:html|css|plain|javascript|x-component)|application\/(?:json|javascript)|image\/svg\+xml)\b/;

/** Below this a network packet holds it anyway, in bytes. */
const fewest = 1024;

/**
 * Sends what Next writes in a dozen pieces as one, compressed. Each write to a socket, and each step of a compressing
 * stream, costs more than all of the compression: an empty page costs a quarter less this way.
 * An answer that takes longer, or is larger, streams as it comes, uncompressed.
 */
export function sendInOnePiece(request: IncomingMessage, response: ServerResponse): void {
  if (request.method === "HEAD") return;
  const { write, end, writeHead, flushHeaders } = response;
  const pieces: Buffer[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  const release = () => {
    clearTimeout(timer);
    Object.assign(response, { write, end, writeHead, flushHeaders });
  };
  /** Gives up waiting: from here on the answer streams. */
  const stream = () => {
    release();
    if (size > 0) Reflect.apply(write, response, [Buffer.concat(pieces)]);
  };
  const hold = (chunk: unknown, encoding: unknown) => {
    const piece = bytesOf(chunk, encoding);
    pieces.push(piece);
    size += piece.length;
  };
  response.once("close", () => clearTimeout(timer));
  Object.assign(response, {
    // the headers go with the body, whose length they say
    flushHeaders: () => {},
    writeHead: (status: number, ...others: unknown[]) => {
      response.statusCode = status;
      for (const given of others) if (typeof given === "object" && given !== null) setAll(response, given);
      return response;
    },
    write: (chunk: unknown, ...others: unknown[]) => {
      if (!isText(response) || size > mostHeld) {
        stream();
        return Reflect.apply(write, response, [chunk, ...others]);
      }
      hold(chunk, others[0]);
      if (!response.hasHeader("content-length")) timer ??= setTimeout(stream, patienceMs);
      callbackIn(others)?.();
      return true;
    },
    end: (...given: unknown[]) => {
      release();
      const [chunk, encoding] = given;
      if (chunk !== undefined && chunk !== null && typeof chunk !== "function") hold(chunk, encoding);
      const done = callbackIn(given);
      const rest = done ? [done] : [];
      if (size === 0) return Reflect.apply(end, response, rest);
      const body = sent(request, response, Buffer.concat(pieces));
      response.setHeader("content-length", body.length);
      return Reflect.apply(end, response, [body, ...rest]);
    },
  });
}

/** What goes over the line: compressed where the client takes that. */
function sent(request: IncomingMessage, response: ServerResponse, body: Buffer): Buffer {
  const isWhole = response.statusCode !== 206 && !response.hasHeader("content-encoding");
  if (!isText(response) || !isWhole) return body;
  response.appendHeader("vary", "Accept-Encoding");
  if (body.length < fewest || !takesGzip(request)) return body;
  response.setHeader("content-encoding", "gzip");
  // half the time of the usual level, and a tenth more bytes
  return gzipSync(body, { level: constants.Z_BEST_SPEED + 2 });
}

function isText(response: ServerResponse): boolean {
  return texts.test(String(response.getHeader("content-type") ?? ""));
}

function bytesOf(chunk: unknown, encoding: unknown): Buffer {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  // the encodings that Node's own `write` takes
  return Buffer.from(String(chunk), typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8");
}

function callbackIn(given: readonly unknown[]): (() => void) | undefined {
  // `write` and `end` call it without a value
  return given.find((one) => typeof one === "function") as (() => void) | undefined;
}

function setAll(response: ServerResponse, headers: object): void {
  const pairs = Array.isArray(headers)
    ? headers.flatMap((name, index) => (index % 2 === 0 ? [[String(name), headers[index + 1]] as const] : []))
    : Object.entries(headers);
  for (const [name, value] of pairs) if (value !== undefined) response.setHeader(name, value);
}
