import { IncomingMessage } from "node:http";
import { mostFormBytes } from "@/attributes/form-bounds";
import { cutForm } from "./cut-form";

/** A request whose body holds no more than Next reads. */
type Bounded = {
  readonly request: IncomingMessage;
  /** whether something was left out of it */
  readonly isCut: boolean;
};

/**
 * Bounds what a request brings. A form that is too large loses the fields that are, and says so where they were, so that whoever
 * sent it gets it back with a sentence beside the field. A body that says nothing of its length is read and measured.
 * @returns null where nothing can be made of it: 413
 */
export async function boundForm(request: IncomingMessage): Promise<Bounded | null> {
  const { headers } = request;
  const length = Number(headers["content-length"] ?? 0);
  const isMeasured = headers["transfer-encoding"] === undefined;
  if (isMeasured && length <= mostFormBytes) return { request, isCut: false };
  const boundary = boundaryOf(headers["content-type"] ?? "");
  try {
    if (boundary === null) return await boundOther(request);
    const cut = await cutForm(request, boundary);
    return cut && { request: withBody(request, cut.form), isCut: cut.isCut };
  } catch (error) {
    // its sender has gone
    if (request.destroyed) return null;
    throw error;
  }
}

/** What is no form: as it came, or nothing. */
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

/** The same request with another body, which is here already. */
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
