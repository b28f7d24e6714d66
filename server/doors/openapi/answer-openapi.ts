import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { restRoot } from "../rest/routes/route";
import { openApiDocument } from "./document";

/** Where programs find it. */
export const openApiAt = `${restRoot}/openapi.json`;

let made: { readonly text: string; readonly tag: string } | undefined;

/** Answers with the description of REST, in which nothing is secret. */
export function answerOpenApi(request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" });
    response.end();
    return;
  }
  made ??= madeNow();
  const { text, tag } = made;
  const headers = { etag: tag, "cache-control": "no-cache" };
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    "content-type": "application/vnd.oai.openapi+json;version=3.1",
    "content-length": Buffer.byteLength(text),
  });
  response.end(request.method === "HEAD" ? undefined : text);
}

function madeNow() {
  const text = JSON.stringify(openApiDocument());
  return { text, tag: `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"` };
}
