import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { takesGzip } from "../../ground/network/takes-gzip";
import { restRoot } from "../rest/routes/route";
import { openApiDocument } from "./document";

/** Where programs find it. */
export const openApiAt = `${restRoot}/openapi.json`;

let made: { readonly text: Buffer; readonly packed: Buffer; readonly tag: string } | undefined;

/** Answers with the description of REST, in which nothing is secret. */
export function answerOpenApi(request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" });
    response.end();
    return;
  }
  made ??= madeNow();
  const { text, packed, tag } = made;
  const headers = { etag: tag, "cache-control": "no-cache", vary: "Accept-Encoding" };
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  const isPacked = takesGzip(request);
  const bytes = isPacked ? packed : text;
  response.writeHead(200, {
    ...headers,
    "content-type": "application/vnd.oai.openapi+json;version=3.1",
    ...(isPacked ? { "content-encoding": "gzip" } : {}),
    "content-length": bytes.length,
  });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

function madeNow() {
  const text = Buffer.from(JSON.stringify(openApiDocument()));
  // weak, as packed it is other bytes
  const tag = `W/"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
  // once, as it is large and never changes
  return { text, packed: gzipSync(text), tag };
}
