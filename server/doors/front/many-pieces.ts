import type { IncomingMessage, ServerResponse } from "node:http";

/** A body may have this many pieces of any size. All further ones must hold `leastBytes` each on average. */
const freePieces = 20_000;
const leastBytes = 64;

/**
 * Ends a request whose body comes in very many very small pieces: whatever its size, each piece costs us as much time as
 * a large one. We look at the pieces where Node hands them over, since every reader of a body would have to do the same.
 */
export function boundPieces(request: IncomingMessage, response: ServerResponse): void {
  const { push } = request;
  let pieces = 0;
  let bytes = 0;
  request.push = (piece: Uint8Array | null, ...others) => {
    pieces += 1;
    bytes += piece?.byteLength ?? 0;
    if (pieces - freePieces <= bytes / leastBytes) return push.call(request, piece, ...others);
    // Node has read some of the next pieces already
    if (!request.destroyed) giveUp(request, response);
    return false;
  };
}

/** Answers as Node answers what it cannot read, since whoever waits for the body would not answer any more. */
function giveUp(request: IncomingMessage, response: ServerResponse): void {
  const text = "This request comes in too many small pieces.\n";
  if (!response.headersSent)
    request.socket.write(
      `HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
    );
  request.destroy();
}
