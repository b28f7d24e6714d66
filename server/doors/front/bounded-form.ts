import { IncomingMessage } from "node:http";
import { mostFormBytes } from "@/attributes/reading/form-bounds";
import { cutForm } from "./cut-form";

/** A request whose body is no larger than Next reads. */
type Bounded = {
  readonly request: IncomingMessage;
  /** whether we left something out of it */
  readonly isCut: boolean;
};

/**
 * Bounds the body of a request. Replaces the fields that are too large by a note, so that the sender gets the form back
 * with a sentence beside each of them. Reads and measures a body without a length.
 * @returns null if we cannot make it small enough: 413
 */
export async function boundForm(request: IncomingMessage): Promise<Bounded | null> {
  const { headers } = request;
  // its route reads a file as it comes, and bounds it itself
  if (isUpload(request)) return { request, isCut: false };
  const length = Number(headers["content-length"] ?? 0);
  const isMeasured = headers["transfer-encoding"] === undefined;
  if (isMeasured && length <= mostFormBytes) return { request, isCut: false };
  const boundary = boundaryOf(headers["content-type"] ?? "");
  try {
    if (boundary === null) return await boundOther(request);
    const cut = await cutForm(request, boundary);
    return cut && { request: withBody(request, cut.form), isCut: cut.isCut };
  } catch (error) {
    // the sender has gone
    if (request.destroyed) return null;
    throw error;
  }
}

/** Whether it brings a file of customers to import. */
function isUpload({ method, url = "" }: IncomingMessage): boolean {
  return method === "POST" && /^\/jobs\/import\/(?:upload|\d{1,10}\/mended)$/.test(url);
}

/** Keeps a body that is not a form unchanged, if it is small enough. */
async function boundOther(request: IncomingMessage): Promise<Bounded | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size <= mostFormBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > mostFormBytes ? null : { request: withBody(request, Buffer.concat(chunks)), isCut: false };
}

function boundaryOf(type: string): string | null {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type) ?? [];
  return quoted ?? plain ?? null;
}

/** The same request with another body, which has already arrived. */
function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const made = new IncomingMessage(request.socket);
  const { "transfer-encoding": _chunked, ...headers } = request.headers;
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  Object.assign(made, { method, url, httpVersion, httpVersionMajor, httpVersionMinor });
  made.headers = { ...headers, "content-length": String(body.byteLength) };
  made.rawHeaders = Object.entries(made.headers).flatMap(([name, value]) =>
    [value ?? []].flat().flatMap((one) => [name, one]),
  );
  made.push(body);
  made.push(null);
  made.complete = true;
  return made;
}
