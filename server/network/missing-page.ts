import type { IncomingMessage, ServerResponse } from "node:http";
import type { Handler } from "./front";

/** Where Next stores its state on the request while it answers. */
const remembered = Symbol.for("NextInternalRequestMeta");
/** A path without a page. */
const nowhere = "/-";

/**
 * Lets Next answer, and if the page calls `notFound()`, answers again as for an address that does not exist. For the
 * former Next sends an empty document, which stays empty without scripts (vercel/next.js#62228); for the latter it sends
 * app/not-found.tsx. Both are 404, and neither reveals more than the other.
 */
export async function answerWithMissing(
  request: IncomingMessage,
  response: ServerResponse,
  handler: Handler,
): Promise<unknown> {
  const { write, end, flushHeaders, writeHead } = response;
  const kept = new Set(["set-cookie", ...response.getHeaderNames()]);
  let isLeftOut = false;
  const isMissing = () => {
    isLeftOut ||=
      !response.headersSent &&
      response.statusCode === 404 &&
      String(response.getHeader("content-type")).startsWith("text/html");
    return isLeftOut;
  };
  const again = () => {
    // the compression of the first answer wrapped these too
    Object.assign(response, { write, end, flushHeaders, writeHead });
    for (const name of response.getHeaderNames()) if (!kept.has(name)) response.removeHeader(name);
    request.url = nowhere;
    request.method = "GET";
    Reflect.deleteProperty(request, remembered);
    return handler(request, response).catch(() => response.destroy());
  };
  Object.assign(response, {
    writeHead: (...given: Parameters<typeof writeHead>) =>
      isMissing() ? response : Reflect.apply(writeHead, response, given),
    flushHeaders: () => isMissing() || Reflect.apply(flushHeaders, response, []),
    write: (...given: unknown[]) => isMissing() || Reflect.apply(write, response, given),
    end: (...given: unknown[]) => {
      if (!isMissing()) return Reflect.apply(end, response, given);
      void again();
      return response;
    },
  });
  return await handler(request, response);
}
